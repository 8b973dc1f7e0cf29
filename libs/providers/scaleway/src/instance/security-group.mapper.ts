import { instantOf, integerOf, recordOf, textOf, textsOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, FirewallRule, ResourceState } from '@skyledger/resource-model';
import { labelsOf, regionOfZone, resourceIdOf } from '../payload';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['available', 'running'],
  ['syncing', 'pending'],
  ['syncing_error', 'error'],
]);

/**
 * `null` when the payload has no id. The servers it protects are told by the servers.
 * @param rawRules as listed apart, in any order
 */
export function toSecurityGroup(
  raw: unknown,
  rawRules: readonly unknown[],
  zone: string,
): DiscoveredResource<'firewall'> | null {
  const group = recordOf(raw);
  const id = textOf(group['id']);
  if (id === null) return null;
  const state = textOf(group['state']);
  const isDefault = group['project_default'];
  return {
    resourceId: resourceIdOf('security-group', zone, id),
    resourceType: 'firewall',
    nativeType: 'instance_security_group',
    name: textOf(group['name']),
    region: regionOfZone(zone),
    zone,
    state: STATES.get(state) ?? 'unknown',
    nativeState: state,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: labelsOf(group['tags']),
    createdAt: instantOf(group['creation_date']),
    relationships: [],
    price: null,
    attributes: {
      rules: toRules(group, rawRules),
      isDefault: typeof isDefault === 'boolean' ? isDefault : null,
    },
    raw: { ...group, rules: rawRules },
  };
}

/**
 * The first rule that fits decides, by position, and the default policy decides the rest. A policy of
 * `accept` lets in everything that no rule drops, so it is written down as the last rule, which is
 * what it amounts to; `drop` is what every firewall of the model does by itself.
 */
function toRules(
  group: Readonly<Record<string, unknown>>,
  rawRules: readonly unknown[],
): FirewallRule[] {
  const rules = rawRules
    .map(toRule)
    .filter((rule) => rule !== null)
    .sort(byPriority);
  const last = Math.max(0, ...rules.map((rule) => rule.priority ?? 0)) + 1;
  return [
    ...rules,
    ...(group['inbound_default_policy'] === 'accept' ? [everything('inbound', last)] : []),
    ...(group['outbound_default_policy'] === 'accept' ? [everything('outbound', last)] : []),
  ];
}

function everything(direction: FirewallRule['direction'], priority: number): FirewallRule {
  return {
    direction,
    action: 'allow',
    protocol: 'all',
    fromPort: null,
    toPort: null,
    cidrs: ['0.0.0.0/0', '::/0'],
    peers: [],
    priority,
    description: `implied: ${direction}_default_policy is accept`,
  };
}

/** `null` without a direction or an action, which say what the rule is about. */
function toRule(raw: unknown): FirewallRule | null {
  const rule = recordOf(raw);
  const { direction, action } = rule;
  if (direction !== 'inbound' && direction !== 'outbound') return null;
  if (action !== 'accept' && action !== 'drop') return null;
  const from = integerOf(rule['dest_port_from']);
  // Without an end the rule is about one port, without a start about all.
  const to = from === null ? null : (integerOf(rule['dest_port_to']) ?? from);
  return {
    direction,
    action: action === 'accept' ? 'allow' : 'deny',
    protocol: protocolOf(rule['protocol']),
    fromPort: from,
    toPort: to,
    cidrs: textsOf([rule['ip_range']]),
    peers: [],
    priority: integerOf(rule['position']),
    description: null,
  };
}

function protocolOf(raw: unknown): string {
  const protocol = textOf(raw)?.toLowerCase() ?? 'any';
  return protocol === 'any' || protocol === 'unknown_protocol' ? 'all' : protocol;
}

/** A stable sort, so that rules without a position keep their order behind the others. */
function byPriority(one: FirewallRule, other: FirewallRule): number {
  return (one.priority ?? Number.MAX_SAFE_INTEGER) - (other.priority ?? Number.MAX_SAFE_INTEGER);
}
