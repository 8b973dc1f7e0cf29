import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import { integerOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { parseArn } from '../arn';
import { objectsOf, sortedTexts, timeOf } from '../payload';
import { toEc2 } from '../relations';
import { tagsOf } from '../tags';
import { untold } from '../untold';

/** @returns `null` when the payload has no ARN */
export function toScalingGroup(
  group: AutoScalingGroup,
): DiscoveredResource<'scaling_group'> | null {
  const arn = parseArn(group.AutoScalingGroupARN);
  if (!arn) return null;
  // Only a group that is being deleted has a status.
  const status = textOf(group.Status);
  const zones = sortedTexts(Array.isArray(group.AvailabilityZones) ? group.AvailabilityZones : []);
  const subnets = textOf(group.VPCZoneIdentifier)?.split(',') ?? [];
  return {
    ...untold(),
    resourceId: group.AutoScalingGroupARN ?? '',
    resourceType: 'scaling_group',
    nativeType: 'AWS::AutoScaling::AutoScalingGroup',
    name: textOf(group.AutoScalingGroupName),
    region: textOf(arn.region),
    zone: zones.length === 1 ? (zones[0] ?? null) : null,
    state: status === null ? 'running' : 'pending',
    nativeState: status,
    tags: tagsOf(group.Tags),
    createdAt: timeOf(group.CreatedTime),
    relationships: [
      ...toEc2(
        'runs_in',
        'subnet',
        arn,
        subnets.map((subnet) => subnet.trim()),
      ),
      ...toEc2(
        'targets',
        'instance',
        arn,
        objectsOf(group.Instances).map((instance) => instance.InstanceId),
      ),
    ],
    attributes: {
      minimum: integerOf(group.MinSize),
      maximum: integerOf(group.MaxSize),
      desired: integerOf(group.DesiredCapacity),
    },
    raw: group,
  };
}
