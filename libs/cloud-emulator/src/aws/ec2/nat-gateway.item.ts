import type { EmulatedItem } from '../../estate/collection';
import { drawNaming, drawTags } from '../../estate/names';
import type { Tag } from '../../estate/names';
import { ItemRandom } from '../../estate/random';
import { longIdIndex, nameTag } from '../aws-kind';
import type { RegionalKind } from '../aws-kind';
import { longId, scopeSalt } from '../region-scope';

export interface Ec2NatGateway extends EmulatedItem {
  readonly arn: string;
  readonly region: string;
  readonly vpcId: string;
  readonly subnetId: string;
  readonly state: 'available' | 'pending' | 'failed';
  readonly created: Date;
  readonly privateIp: string;
  /** Null for a gateway between private networks. */
  readonly publicIp: string | null;
  readonly tags: readonly Tag[];
}

export const natGateways: RegionalKind<Ec2NatGateway> = {
  kind: 'aws.ec2-nat-gateway',
  resourceType: 'gateway',
  indexOf: longIdIndex('nat', 'nat-gateway'),
  ledgerName: nameTag,
  generator(scope, plan) {
    const salt = scopeSalt(scope, 'nat-gateway');
    const { region, accountId } = scope;
    return (index, revision) => {
      const random = new ItemRandom(salt, index);
      const naming = drawNaming(random);
      const id = longId('nat', salt, index);
      const name = `${naming.environment}-nat-${index + 1}`;
      const subnet = plan.subnetOfInstance(index);
      return {
        id,
        arn: `arn:aws:ec2:${region}:${accountId}:natgateway/${id}`,
        region,
        name,
        vpcId: plan.vpcId(plan.vpcOfSubnet(subnet)),
        subnetId: plan.subnetId(subnet),
        state: random.pick(['available', 'available', 'available', 'pending', 'failed']),
        created: random.time(),
        privateIp: `10.255.${(index >>> 8) & 255}.${index & 255}`,
        publicIp: random.chance(0.8) ? `198.51.100.${index % 250}` : null,
        tags: drawTags(random, naming, random.chance(0.8) ? name : null, revision),
      };
    };
  },
};
