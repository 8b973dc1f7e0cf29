import { idOf, instantOf, recordOf, tagsOf, textOf, textsOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, FirewallRule } from '@skyledger/resource-model';

/**
 * Outbound traffic is free until a firewall has its first outbound rule; inbound traffic is dropped
 * unless a rule lets it in (API documentation, Firewalls). The first is written down as the rule it
 * amounts to, since every provider's rules are read alike; the second is what all of them do.
 */
const FREE_OUTBOUND: FirewallRule = {
  direction: 'outbound',
  action: 'allow',
  protocol: 'all',
  fromPort: null,
  toPort: null,
  cidrs: ['0.0.0.0/0', '::/0'],
  peers: [],
  priority: null,
  description: 'implied: there is no outbound rule',
};

/**
 * `null` when the payload has no id. The servers it protects are told by the servers, which also
 * knows those chosen by label.
 */
export function toFirewall(raw: unknown): DiscoveredResource<'firewall'> | null {
  const firewall = recordOf(raw);
  const id = idOf(firewall['id']);
  if (id === null) return null;
  return {
    resourceId: `firewall/${id}`,
    resourceType: 'firewall',
    nativeType: 'firewall',
    name: textOf(firewall['name']),
    region: null,
    zone: null,
    state: 'running',
    nativeState: null,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: tagsOf(firewall['labels']),
    createdAt: instantOf(firewall['created']),
    relationships: [],
    price: null,
    attributes: { rules: toRules(firewall['rules']), isDefault: false },
    raw,
  };
}

function toRules(raw: unknown): FirewallRule[] {
  if (!Array.isArray(raw)) return [];
  const rules = raw.map(toRule).filter((rule) => rule !== null);
  return rules.some((rule) => rule.direction === 'outbound') ? rules : [...rules, FREE_OUTBOUND];
}

/** `null` without a direction, which says what the rule is about. */
function toRule(raw: unknown): FirewallRule | null {
  const rule = recordOf(raw);
  const inbound = rule['direction'] === 'in';
  if (!inbound && rule['direction'] !== 'out') return null;
  const [fromPort, toPort] = toPorts(rule['port']);
  return {
    direction: inbound ? 'inbound' : 'outbound',
    action: 'allow',
    protocol: textOf(rule['protocol'])?.toLowerCase() ?? 'all',
    fromPort,
    toPort,
    cidrs: textsOf(inbound ? rule['source_ips'] : rule['destination_ips']),
    peers: [],
    priority: null,
    description: textOf(rule['description']),
  };
}

/**
 * Reads `80`, `80-85`, and `any` or nothing. What cannot be read counts as every port, so that an
 * open door is rather reported once too often.
 */
function toPorts(raw: unknown): [number, number] | [null, null] {
  const text = typeof raw === 'number' ? String(raw) : (textOf(raw) ?? '');
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(text);
  if (!match) return [null, null];
  const from = Number(match[1]);
  return [from, match[2] === undefined ? from : Number(match[2])];
}
