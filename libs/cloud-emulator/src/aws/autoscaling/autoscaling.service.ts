import type { AwsService } from '../aws-service';
import { queryListing } from '../query-listing';
import { XmlList } from '../xml-elements';
import type { XmlFields } from '../xml-elements';
import { autoScalingGroups } from './auto-scaling-group.item';
import type { AutoScalingGroup } from './auto-scaling-group.item';

export const autoscaling: AwsService = {
  name: 'autoscaling',
  signingName: 'autoscaling',
  protocol: 'query',
  operations: {
    DescribeAutoScalingGroups: queryListing({
      permission: 'autoscaling:DescribeAutoScalingGroups',
      namespace: 'http://autoscaling.amazonaws.com/doc/2011-01-01/',
      kind: autoScalingGroups,
      list: ['AutoScalingGroups', 'member'],
      token: ['NextToken', 'NextToken'],
      limit: { name: 'MaxRecords', least: 1, most: 100, usual: 50 },
      render: group,
    }),
  },
};

function group(item: AutoScalingGroup): XmlFields {
  const zones = [...new Set(item.subnets.map(({ zone }) => zone))];
  return {
    AutoScalingGroupName: item.name,
    AutoScalingGroupARN: item.arn,
    LaunchConfigurationName: `${item.name}-launch`,
    MinSize: item.minimum,
    MaxSize: item.maximum,
    DesiredCapacity: item.desired,
    DefaultCooldown: 300,
    AvailabilityZones: new XmlList('member', zones),
    LoadBalancerNames: '',
    TargetGroupARNs: '',
    HealthCheckType: 'EC2',
    HealthCheckGracePeriod: 300,
    Instances: new XmlList(
      'member',
      item.instanceIds.map((InstanceId) => ({
        InstanceId,
        AvailabilityZone: zones[0] ?? '',
        LifecycleState: 'InService',
        HealthStatus: 'Healthy',
        ProtectedFromScaleIn: false,
      })),
    ),
    CreatedTime: item.created,
    SuspendedProcesses: '',
    VPCZoneIdentifier: item.subnets.map(({ id }) => id).join(','),
    EnabledMetrics: '',
    Tags: new XmlList(
      'member',
      item.tags.map(([Key, Value]) => ({
        ResourceId: item.name,
        ResourceType: 'auto-scaling-group',
        Key,
        Value,
        PropagateAtLaunch: true,
      })),
    ),
    TerminationPolicies: new XmlList('member', ['Default']),
    NewInstancesProtectedFromScaleIn: false,
  };
}
