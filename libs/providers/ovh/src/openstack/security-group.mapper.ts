import { instantOf, integerOf, listOf, recordOf, textOf, textsOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, FirewallRule } from '@skyledger/resource-model';
import { inProject } from '../native-id';

/** Names of protocols that may come as numbers, or by another name. */
const PROTOCOLS: ReadonlyMap<string, string> = new Map([
  ['any', 'all'],
  ['0', 'all'],
  ['1', 'icmp'],
  ['6', 'tcp'],
  ['17', 'udp'],
  ['58', 'ipv6-icmp'],
  ['icmpv6', 'ipv6-icmp'],
]);
/** Other protocols have types and codes in these fields, or nothing. */
const WITH_PORTS: ReadonlySet<string> = new Set(['tcp', 'udp', 'sctp', 'dccp', 'udplite']);

const ANYONE: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['IPv4', ['0.0.0.0/0']],
  ['IPv6', ['::/0']],
]);

/**
 * `null` when the payload has no id. What a group does not allow is denied, in both directions; the
 * instances tell that they are protected by it.
 * @param project URN of the project
 */
export function toSecurityGroup(
  raw: unknown,
  project: string,
  region: string,
): DiscoveredResource<'firewall'> | null {
  const group = recordOf(raw);
  const id = textOf(group['id']);
  if (id === null) return null;
  const name = textOf(group['name']);
  const rules = listOf(group['security_group_rules']).map(recordOf);
  return {
    resourceId: inProject(project, 'securityGroup', id),
    resourceType: 'firewall',
    nativeType: 'OS::Neutron::SecurityGroup',
    name,
    region,
    zone: null,
    state: 'running',
    nativeState: null,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    // Tags are words here.
    tags: Object.fromEntries(
      textsOf(group['tags'])
        .sort()
        .map((tag) => [tag, '']),
    ),
    createdAt: instantOf(group['created_at']),
    relationships: [],
    price: null,
    attributes: {
      rules: inOrder(rules)
        .map((rule) => toRule(rule, project))
        .filter((rule) => rule !== null),
      // Each project has one in each region, and no other may have its name.
      isDefault: name === null ? null : name === 'default',
    },
    raw,
  };
}

/** Neutron sends them in any order, and none comes before another. */
function inOrder<Rule extends Readonly<Record<string, unknown>>>(rules: readonly Rule[]): Rule[] {
  const idOf = (rule: Rule): string => textOf(rule['id']) ?? '';
  return [...rules].sort((one, other) => (idOf(one) < idOf(other) ? -1 : 1));
}

/** `null` without a direction, which says what the rule is about. */
function toRule(rule: Readonly<Record<string, unknown>>, project: string): FirewallRule | null {
  const direction = rule['direction'];
  if (direction !== 'ingress' && direction !== 'egress') return null;
  const protocol = protocolOf(rule['protocol']);
  const hasPorts = WITH_PORTS.has(protocol);
  const group = textOf(rule['remote_group_id']);
  const addresses = textOf(rule['remote_address_group_id']);
  return {
    direction: direction === 'ingress' ? 'inbound' : 'outbound',
    action: 'allow',
    protocol,
    fromPort: hasPorts ? integerOf(rule['port_range_min']) : null,
    toPort: hasPorts ? integerOf(rule['port_range_max']) : null,
    cidrs: cidrsOf(rule),
    peers: [
      ...(group === null ? [] : [inProject(project, 'securityGroup', group)]),
      ...(addresses === null ? [] : [addresses]),
    ],
    priority: null,
    description: textOf(rule['description']),
  };
}

function protocolOf(raw: unknown): string {
  const protocol = (integerOf(raw)?.toString() ?? textOf(raw) ?? 'any').toLowerCase();
  return PROTOCOLS.get(protocol) ?? protocol;
}

/** Whoever is meant by address; without any remote, that is anyone of the kind of address. */
function cidrsOf(rule: Readonly<Record<string, unknown>>): string[] {
  const prefix = textOf(rule['remote_ip_prefix']);
  if (prefix !== null) return [prefix];
  if (textOf(rule['remote_group_id']) ?? textOf(rule['remote_address_group_id'])) return [];
  return [...(ANYONE.get(rule['ethertype']) ?? [...ANYONE.values()].flat())];
}
