import type { EmulatedItem } from '../../estate/collection';
import { drawNaming, drawTags } from '../../estate/names';
import type { Tag } from '../../estate/names';
import { ItemRandom } from '../../estate/random';
import { longIdIndex, nameTag } from '../aws-kind';
import type { RegionalKind } from '../aws-kind';
import { longId, scopeSalt } from '../region-scope';

export interface Ec2InternetGateway extends EmulatedItem {
  readonly arn: string;
  readonly region: string;
  readonly ownerId: string;
  /** Null while it is attached to none. */
  readonly vpcId: string | null;
  readonly tags: readonly Tag[];
}

/** The first ones are those of the VPCs, one for each at most. */
export const internetGateways: RegionalKind<Ec2InternetGateway> = {
  kind: 'aws.ec2-internet-gateway',
  resourceType: 'gateway',
  indexOf: longIdIndex('igw', 'internet-gateway'),
  ledgerName: nameTag,
  generator(scope, plan) {
    const salt = scopeSalt(scope, 'internet-gateway');
    const { region, accountId } = scope;
    return (index, revision) => {
      const random = new ItemRandom(salt, index);
      const naming = drawNaming(random);
      const id = longId('igw', salt, index);
      const name = `${naming.environment}-internet-${index + 1}`;
      return {
        id,
        arn: `arn:aws:ec2:${region}:${accountId}:internet-gateway/${id}`,
        region,
        name,
        ownerId: accountId,
        vpcId: index < scope.counts.vpcs ? plan.vpcId(index) : null,
        tags: drawTags(random, naming, random.chance(0.8) ? name : null, revision),
      };
    };
  },
};
