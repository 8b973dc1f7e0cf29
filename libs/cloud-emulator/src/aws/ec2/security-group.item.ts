import type { EmulatedItem, Generate } from '../../estate/collection';
import { drawNaming, drawTags, hostName } from '../../estate/names';
import type { Naming, Tag } from '../../estate/names';
import { ItemRandom, remembered } from '../../estate/random';
import { scopeSalt } from '../region-scope';
import type { AwsScope } from '../region-scope';
import type { NetworkPlan } from './network-plan';

export interface Ec2Permission {
  /** `tcp`, `udp`, `icmp` or `-1` for all traffic, which has no ports. */
  readonly protocol: string;
  readonly fromPort?: number;
  readonly toPort?: number;
  readonly ipv4?: readonly { readonly cidr: string; readonly description?: string }[];
  readonly ipv6?: readonly { readonly cidr: string; readonly description?: string }[];
  readonly groups?: readonly { readonly groupId: string; readonly userId: string }[];
  readonly prefixLists?: readonly string[];
}

export interface Ec2SecurityGroup extends EmulatedItem {
  readonly arn: string;
  readonly region: string;
  readonly ownerId: string;
  readonly vpcId: string;
  readonly description: string;
  readonly ingress: readonly Ec2Permission[];
  readonly egress: readonly Ec2Permission[];
  readonly tags: readonly Tag[];
}

const WORLD = [{ cidr: '0.0.0.0/0' }] as const;
const WORLD6 = [{ cidr: '::/0' }] as const;
const OFFICE = [{ cidr: '198.51.100.0/24', description: 'office' }] as const;

export function securityGroupGenerator(
  scope: AwsScope,
  plan: NetworkPlan,
): Generate<Ec2SecurityGroup> {
  const salt = scopeSalt(scope, 'security-group');
  const nameOf = groupNamer(scope);
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const id = plan.securityGroupId(index);
    const name = nameOf(index);
    const own = [{ groupId: id, userId: scope.accountId }];
    const isDefault = name === 'default';
    const peer = plan.securityGroupId(plan.groupInVpc(plan.vpcOfGroup(index), random.int(1000)));
    return {
      id,
      arn: `arn:aws:ec2:${scope.region}:${scope.accountId}:security-group/${id}`,
      region: scope.region,
      name,
      ownerId: scope.accountId,
      vpcId: plan.vpcId(plan.vpcOfGroup(index)),
      description: isDefault ? 'default VPC security group' : describe(naming),
      ingress: isDefault
        ? [{ protocol: '-1', groups: own }]
        : ingress(random, { groupId: peer, userId: scope.accountId }),
      egress: [{ protocol: '-1', ipv4: WORLD, ...(random.chance(0.2) ? { ipv6: WORLD6 } : {}) }],
      tags: isDefault && revision === 0 ? [] : drawTags(random, naming, name, revision),
    };
  };
}

/** Names of security groups by index; the first one of every VPC is its default group. */
export function groupNamer(scope: AwsScope): (index: number) => string {
  const salt = scopeSalt(scope, 'security-group');
  return remembered((index) =>
    index < scope.counts.vpcs
      ? 'default'
      : `${hostName(drawNaming(new ItemRandom(salt, index)), index)}-sg`,
  );
}

function describe(naming: Naming): string {
  return `${naming.application} ${naming.role}, ${naming.environment} (${naming.team})`;
}

function tcp(from: number, to: number, sources: Partial<Ec2Permission>): Ec2Permission {
  return { protocol: 'tcp', fromPort: from, toPort: to, ...sources };
}

/** About one group in six is open to the world where it should not be, in several spellings. */
function ingress(
  random: ItemRandom,
  peer: { readonly groupId: string; readonly userId: string },
): Ec2Permission[] {
  const rules: Ec2Permission[] = [];
  const weakness = random.int(100);
  if (weakness < 6) rules.push(tcp(22, 22, { ipv4: WORLD }));
  else if (weakness < 8) rules.push(tcp(22, 22, { ipv4: WORLD, ipv6: WORLD6 }));
  else if (weakness < 9) rules.push(tcp(22, 22, { ipv6: WORLD6 }));
  else if (weakness < 12) rules.push(tcp(3389, 3389, { ipv4: WORLD }));
  else if (weakness < 14) rules.push({ protocol: '-1', ipv4: WORLD });
  else if (weakness < 15) rules.push({ protocol: '-1', ipv6: WORLD6 });
  else if (weakness < 16) rules.push(tcp(0, 65535, { ipv4: WORLD }));
  else if (weakness < 17) rules.push(tcp(20, 1024, { ipv4: WORLD }));
  else if (weakness < 40) rules.push(tcp(22, 22, { ipv4: OFFICE }));
  if (random.chance(0.35)) {
    rules.push(tcp(443, 443, { ipv4: WORLD, ipv6: WORLD6 }), tcp(80, 80, { ipv4: WORLD }));
  }
  if (random.chance(0.5)) rules.push(tcp(8080, 8080, { groups: [peer] }));
  if (random.chance(0.15)) rules.push(tcp(5432, 5432, { ipv4: [{ cidr: '10.0.0.0/8' }] }));
  if (random.chance(0.1)) {
    rules.push({ protocol: 'icmp', fromPort: -1, toPort: -1, ipv4: WORLD });
  }
  if (random.chance(0.05)) rules.push(tcp(443, 443, { prefixLists: ['pl-63a5400a'] }));
  return rules;
}
