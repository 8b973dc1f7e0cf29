import type { EmulatedItem, Generate } from '../../estate/collection';
import { drawNaming, drawTags } from '../../estate/names';
import type { Tag } from '../../estate/names';
import { ItemRandom, hex8, mix32 } from '../../estate/random';
import { scopeSalt } from '../region-scope';
import type { AwsScope } from '../region-scope';
import type { NetworkPlan } from './network-plan';

export interface Ec2Vpc extends EmulatedItem {
  readonly arn: string;
  readonly region: string;
  readonly ownerId: string;
  readonly cidrs: readonly string[];
  readonly isDefault: boolean;
  readonly dhcpOptionsId: string;
  readonly tags: readonly Tag[];
}

export function vpcGenerator(scope: AwsScope, plan: NetworkPlan): Generate<Ec2Vpc> {
  const salt = scopeSalt(scope, 'vpc');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const id = plan.vpcId(index);
    const name = `${naming.environment}-vpc-${index + 1}`;
    return {
      id,
      arn: `arn:aws:ec2:${scope.region}:${scope.accountId}:vpc/${id}`,
      region: scope.region,
      name,
      ownerId: scope.accountId,
      cidrs: plan.vpcCidrs(index),
      isDefault: index === 0,
      dhcpOptionsId: `dopt-0${hex8(salt)}${hex8(mix32(salt))}`,
      tags: drawTags(random, naming, name, revision),
    };
  };
}
