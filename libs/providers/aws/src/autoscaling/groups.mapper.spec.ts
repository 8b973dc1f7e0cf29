import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import { discoveredResourceSchema } from '@skyledger/resource-model';
import { oddPayloads } from '../testing/odd-payloads';
import { toScalingGroup } from './groups.mapper';

const ARN =
  'arn:aws:autoscaling:eu-west-1:123456789012:autoScalingGroup:930d940e:autoScalingGroupName/web';
const EC2 = 'arn:aws:ec2:eu-west-1:123456789012';

const GROUP: AutoScalingGroup = {
  AutoScalingGroupARN: ARN,
  AutoScalingGroupName: 'web',
  MinSize: 0,
  MaxSize: 10,
  DesiredCapacity: 2,
  DefaultCooldown: 300,
  AvailabilityZones: ['eu-west-1a'],
  HealthCheckType: 'EC2',
  CreatedTime: new Date('2025-01-02T03:04:05Z'),
  VPCZoneIdentifier: 'subnet-0b, subnet-0a',
  Instances: [
    {
      InstanceId: 'i-0a',
      AvailabilityZone: 'eu-west-1a',
      LifecycleState: 'InService',
      HealthStatus: 'Healthy',
      ProtectedFromScaleIn: false,
    },
  ],
  Tags: [{ Key: 'team', Value: 'web' }],
};

describe('toScalingGroup', () => {
  it('maps a group with its subnets and instances', () => {
    const group = toScalingGroup(GROUP);
    expect(discoveredResourceSchema.safeParse(group).error).toBeUndefined();
    expect(group).toMatchObject({
      resourceId: ARN,
      name: 'web',
      region: 'eu-west-1',
      zone: 'eu-west-1a',
      state: 'running',
      tags: { team: 'web' },
      relationships: [
        { kind: 'runs_in', resourceId: `${EC2}:subnet/subnet-0a` },
        { kind: 'runs_in', resourceId: `${EC2}:subnet/subnet-0b` },
        { kind: 'targets', resourceId: `${EC2}:instance/i-0a` },
      ],
      attributes: { minimum: 0, maximum: 10, desired: 2 },
    });
  });

  it('is pending while it is deleted', () => {
    expect(toScalingGroup({ ...GROUP, Status: 'Delete in progress' })).toMatchObject({
      state: 'pending',
      nativeState: 'Delete in progress',
    });
  });

  it('keeps what it can read of odd payloads', () => {
    for (const { what, odd } of oddPayloads(GROUP, ['AutoScalingGroupARN'])) {
      const group = toScalingGroup(odd);
      expect([what, discoveredResourceSchema.safeParse(group).error]).toEqual([what, undefined]);
    }
    expect(toScalingGroup({ ...GROUP, AutoScalingGroupARN: 'web' })).toBeNull();
  });
});
