import type { EmulatedItem } from '../../estate/collection';
import { drawNaming, drawTags } from '../../estate/names';
import type { Tag } from '../../estate/names';
import { ItemRandom } from '../../estate/random';
import { longIdIndex, nameTag } from '../aws-kind';
import type { RegionalKind } from '../aws-kind';
import { longId, scopeSalt } from '../region-scope';

export interface Ec2Route {
  readonly destination: string;
  /** The field of the target and its id. */
  readonly target: readonly ['gatewayId' | 'natGatewayId', string];
}

export interface Ec2RouteTable extends EmulatedItem {
  readonly arn: string;
  readonly region: string;
  readonly ownerId: string;
  readonly vpcId: string;
  readonly isMain: boolean;
  /** The subnet that is associated with it; null for a main table. */
  readonly subnetId: string | null;
  readonly routes: readonly Ec2Route[];
  readonly tags: readonly Tag[];
}

/** The first ones are the main tables of the VPCs, one for each. */
export const routeTables: RegionalKind<Ec2RouteTable> = {
  kind: 'aws.ec2-route-table',
  resourceType: 'route_table',
  indexOf: longIdIndex('rtb', 'route-table'),
  ledgerName: nameTag,
  generator(scope, plan) {
    const salt = scopeSalt(scope, 'route-table');
    const gatewaySalt = scopeSalt(scope, 'internet-gateway');
    const natSalt = scopeSalt(scope, 'nat-gateway');
    const { region, accountId } = scope;
    const gateways = scope.counts.services['aws.ec2-internet-gateway'] ?? 0;
    const nats = scope.counts.services['aws.ec2-nat-gateway'] ?? 0;
    return (index, revision) => {
      const random = new ItemRandom(salt, index);
      const naming = drawNaming(random);
      const id = longId('rtb', salt, index);
      const name = `${naming.environment}-routes-${index + 1}`;
      const vpc = index % scope.counts.vpcs;
      const isMain = index < scope.counts.vpcs;
      const routes: Ec2Route[] = plan
        .vpcCidrs(vpc)
        .map((destination) => ({ destination, target: ['gatewayId', 'local'] }));
      if (vpc < gateways && random.chance(0.5)) {
        const gateway = longId('igw', gatewaySalt, vpc);
        routes.push({ destination: '0.0.0.0/0', target: ['gatewayId', gateway] });
        routes.push({ destination: '::/0', target: ['gatewayId', gateway] });
      } else if (nats > 0) {
        const nat = longId('nat', natSalt, index % nats);
        routes.push({ destination: '0.0.0.0/0', target: ['natGatewayId', nat] });
      }
      return {
        id,
        arn: `arn:aws:ec2:${region}:${accountId}:route-table/${id}`,
        region,
        name,
        ownerId: accountId,
        vpcId: plan.vpcId(vpc),
        isMain,
        subnetId: isMain ? null : plan.subnetId(plan.subnetInVpc(vpc, index)),
        routes,
        tags: drawTags(random, naming, isMain ? null : name, revision),
      };
    };
  },
};
