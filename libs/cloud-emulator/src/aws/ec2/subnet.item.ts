import type { EmulatedItem, Generate } from '../../estate/collection';
import { drawNaming, drawTags } from '../../estate/names';
import type { Tag } from '../../estate/names';
import { ItemRandom } from '../../estate/random';
import { scopeSalt } from '../region-scope';
import type { AwsScope } from '../region-scope';
import { zonePrefix } from './instance.item';
import type { NetworkPlan } from './network-plan';

export interface Ec2Subnet extends EmulatedItem {
  readonly arn: string;
  readonly region: string;
  readonly ownerId: string;
  readonly vpcId: string;
  readonly cidr: string;
  readonly zone: string;
  readonly zoneId: string;
  readonly freeAddresses: number;
  /** Instances started here get a public address unasked. */
  readonly mapPublicIp: boolean;
  readonly tags: readonly Tag[];
}

export function subnetGenerator(scope: AwsScope, plan: NetworkPlan): Generate<Ec2Subnet> {
  const salt = scopeSalt(scope, 'subnet');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const zone = plan.zoneOfSubnet(index);
    const mapPublicIp = random.chance(0.3);
    const id = plan.subnetId(index);
    const name = `${naming.environment}-${mapPublicIp ? 'public' : 'private'}-${index + 1}`;
    return {
      id,
      arn: `arn:aws:ec2:${scope.region}:${scope.accountId}:subnet/${id}`,
      region: scope.region,
      name,
      ownerId: scope.accountId,
      vpcId: plan.vpcId(plan.vpcOfSubnet(index)),
      cidr: plan.subnetCidr(index),
      zone: plan.zones[zone] ?? scope.region,
      zoneId: `${zonePrefix(scope.region)}-az${zone + 1}`,
      freeAddresses: plan.freeAddresses(index),
      mapPublicIp,
      tags: drawTags(random, naming, name, revision),
    };
  };
}
