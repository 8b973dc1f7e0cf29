import type { IpPermission, SecurityGroup } from '@aws-sdk/client-ec2';
import { integerOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, FirewallRule } from '@skyledger/resource-model';
import { ec2Arn } from '../arn';
import { objectsOf, sortedTexts } from '../payload';
import { tagsOf } from '../tags';

/** @returns `null` when the payload names no group or owner */
export function toFirewall(
  group: SecurityGroup,
  region: string,
): DiscoveredResource<'firewall'> | null {
  const id = textOf(group.GroupId);
  const owner = textOf(group.OwnerId);
  if (id === null || owner === null) return null;
  const vpcId = textOf(group.VpcId);
  const name = textOf(group.GroupName);
  return {
    resourceId: ec2Arn('security-group', region, owner, id),
    resourceType: 'firewall',
    nativeType: 'AWS::EC2::SecurityGroup',
    name,
    region,
    zone: null,
    // A security group has no states: it works while it exists.
    state: 'running',
    nativeState: null,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: tagsOf(group.Tags),
    createdAt: null,
    relationships:
      vpcId === null ? [] : [{ kind: 'runs_in', resourceId: ec2Arn('vpc', region, owner, vpcId) }],
    price: null,
    attributes: {
      rules: [
        ...rulesOf('inbound', group.IpPermissions, region),
        ...rulesOf('outbound', group.IpPermissionsEgress, region),
      ],
      // AWS reserves the name for the group it makes with each VPC.
      isDefault: name === null ? null : name === 'default',
    },
    raw: group,
  };
}

/** Sorted, because AWS keeps no order and an unchanged group must stay the same. */
function rulesOf(
  direction: FirewallRule['direction'],
  permissions: readonly IpPermission[] | undefined,
  region: string,
): FirewallRule[] {
  return objectsOf(permissions)
    .map((permission) => ruleOf(direction, permission, region))
    .filter((rule) => rule !== null)
    .map((rule) => ({ rule, key: JSON.stringify(rule) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ rule }) => rule);
}

function ruleOf(
  direction: FirewallRule['direction'],
  permission: IpPermission,
  region: string,
): FirewallRule | null {
  const protocol = protocolOf(permission.IpProtocol);
  if (protocol === null) return null;
  const v4 = objectsOf(permission.IpRanges);
  const v6 = objectsOf(permission.Ipv6Ranges);
  const lists = objectsOf(permission.PrefixListIds);
  const groups = objectsOf(permission.UserIdGroupPairs);
  const descriptions = [...v4, ...v6, ...lists, ...groups].map((each) => each.Description);
  return {
    direction,
    action: 'allow',
    protocol,
    ...portsOf(protocol, permission),
    cidrs: sortedTexts([...v4.map((each) => each.CidrIp), ...v6.map((each) => each.CidrIpv6)]),
    peers: sortedTexts([
      ...lists.map((each) => each.PrefixListId),
      ...groups.map(({ UserId, GroupId }) =>
        // A group without an owner is one of another account that was deleted since.
        UserId && GroupId ? ec2Arn('security-group', region, UserId, GroupId) : GroupId,
      ),
    ]),
    priority: null,
    description: sortedTexts(descriptions).join('; ') || null,
  };
}

/** EC2 writes names for four protocols and numbers for the rest; numbers of these four are possible. */
const PROTOCOL_NAMES: ReadonlyMap<string, string> = new Map([
  ['-1', 'all'],
  ['1', 'icmp'],
  ['6', 'tcp'],
  ['17', 'udp'],
  ['58', 'icmpv6'],
]);

function protocolOf(native: unknown): string | null {
  const text = textOf(native)?.toLowerCase() ?? null;
  return text === null ? null : (PROTOCOL_NAMES.get(text) ?? text);
}

/** Only TCP and UDP have ports; for ICMP the same two fields hold type and code. */
function portsOf(
  protocol: string,
  permission: IpPermission,
): Pick<FirewallRule, 'fromPort' | 'toPort'> {
  const none = { fromPort: null, toPort: null };
  if (protocol !== 'tcp' && protocol !== 'udp') return none;
  const fromPort = integerOf(permission.FromPort);
  const toPort = integerOf(permission.ToPort) ?? fromPort;
  if (fromPort === null || toPort === null || fromPort < 0) return none;
  return fromPort === 0 && toPort === 65535 ? none : { fromPort, toPort };
}
