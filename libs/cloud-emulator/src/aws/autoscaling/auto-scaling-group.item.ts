import type { EmulatedItem } from '../../estate/collection';
import { drawNaming, drawTags } from '../../estate/names';
import type { Tag } from '../../estate/names';
import { ItemRandom } from '../../estate/random';
import { trailingNumber } from '../aws-kind';
import type { RegionalKind } from '../aws-kind';
import { longId, scopeSalt } from '../region-scope';

export interface AutoScalingGroup extends EmulatedItem {
  readonly arn: string;
  readonly region: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly desired: number;
  readonly subnets: readonly { readonly id: string; readonly zone: string }[];
  readonly instanceIds: readonly string[];
  readonly created: Date;
  readonly tags: readonly Tag[];
}

const SMALLEST = 1;

/** Groups of the region's instances, two for each at most. */
export const autoScalingGroups: RegionalKind<AutoScalingGroup> = {
  kind: 'aws.autoscaling-group',
  resourceType: 'scaling_group',
  indexOf: trailingNumber,
  generator(scope, plan) {
    const salt = scopeSalt(scope, 'autoscaling-group');
    const instanceSalt = scopeSalt(scope, 'instance');
    const { region, accountId, counts } = scope;
    return (index, revision) => {
      const random = new ItemRandom(salt, index);
      const naming = drawNaming(random);
      const name = `${naming.application}-${naming.role}-asg-${index + 1}`;
      const uuid = `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-8${random.hex(3)}-${random.hex(12)}`;
      const vpc = index % counts.vpcs;
      const subnets = [...new Set([0, 1].map((choice) => plan.subnetInVpc(vpc, choice)))];
      const desired = SMALLEST + random.int(4) + (revision % 2);
      return {
        id: name,
        arn: `arn:aws:autoscaling:${region}:${accountId}:autoScalingGroup:${uuid}:autoScalingGroupName/${name}`,
        region,
        name,
        minimum: SMALLEST,
        maximum: 10,
        desired,
        subnets: subnets.map((subnet) => ({
          id: plan.subnetId(subnet),
          zone: plan.zones[plan.zoneOfSubnet(subnet)] ?? region,
        })),
        instanceIds: [2 * index, 2 * index + 1]
          .filter((instance) => instance < counts.instances)
          .map((instance) => longId('i', instanceSalt, instance)),
        created: random.time(),
        tags: drawTags(random, naming, null, revision),
      };
    };
  },
};
