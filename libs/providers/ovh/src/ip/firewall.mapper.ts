import { integerOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, FirewallRule } from '@skyledger/resource-model';
import type { Site } from '../credentials';
import { blockId } from './address.mapper';

/**
 * What no rule decides is let through ("Activating and configuring the Edge Network Firewall"), which
 * is written down as the rule it amounts to. Rules have the numbers 0 to 19.
 */
const OPEN: FirewallRule = {
  direction: 'inbound',
  action: 'allow',
  protocol: 'all',
  fromPort: null,
  toPort: null,
  cidrs: ['0.0.0.0/0'],
  peers: [],
  priority: 20,
  description: 'implied: no rule denies it',
};

/**
 * The firewall of one IPv4 address. `null` when the payload has no address.
 * @param rules in any order, as the API tells each
 * @param ip the block that the address is in
 */
export function toEdgeFirewall(
  raw: unknown,
  rules: readonly unknown[],
  site: Site['code'],
  ip: string,
): DiscoveredResource<'firewall'> | null {
  const firewall = recordOf(raw);
  const address = textOf(firewall['ipOnFirewall']);
  if (address === null) return null;
  const isOff = firewall['enabled'] === false;
  return {
    resourceId: `${blockId(site, ip)}/firewall/${address}`,
    resourceType: 'firewall',
    nativeType: 'ip.FirewallIp',
    name: address,
    region: null,
    zone: null,
    state: isOff ? 'stopped' : textOf(firewall['state']) === 'ok' ? 'running' : 'pending',
    nativeState: textOf(firewall['state']),
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: {},
    createdAt: null,
    relationships: [],
    price: null,
    attributes: {
      rules: isOff
        ? [{ ...OPEN, description: 'implied: the firewall is switched off' }]
        : [...inOrder(rules.map(toRule)), OPEN],
      isDefault: false,
    },
    raw: { ...firewall, rules },
  };
}

/**
 * `null` for rules that decide nothing about new connections from any port: permits of packets of
 * established ones, and denials of some packets only. One on its way out still applies.
 */
function toRule(raw: unknown): FirewallRule | null {
  const rule = recordOf(raw);
  const allows = rule['action'] === 'permit';
  if (!allows && rule['action'] !== 'deny') return null;
  if (rule['state'] === 'creationPending' && !allows) return null;
  const tcpOption = textOf(rule['tcpOption']);
  if (allows ? tcpOption === 'established' : tcpOption !== null || isNarrow(rule)) return null;
  const [fromPort, toPort] = toPorts(rule['destinationPort']);
  // A denial of ports that cannot be read must not count as a denial of all.
  if (!allows && fromPort === null && textOf(rule['destinationPort']) !== null) return null;
  const protocol = textOf(rule['protocol'])?.toLowerCase() ?? 'all';
  const source = textOf(rule['source']);
  return {
    direction: 'inbound',
    action: allows ? 'allow' : 'deny',
    protocol: protocol === 'ipv4' ? 'all' : protocol,
    fromPort,
    toPort,
    cidrs: source === null ? [] : [source.toLowerCase() === 'any' ? '0.0.0.0/0' : source],
    peers: [],
    priority: integerOf(rule['sequence']),
    description: textOf(rule['rule']),
  };
}

/** Whether a rule is about some packets of its traffic only. */
function isNarrow(rule: Readonly<Record<string, unknown>>): boolean {
  return (
    textOf(rule['sourcePort']) !== null ||
    textOf(rule['l3PacketLength']) !== null ||
    rule['fragments'] === true
  );
}

/** Reads `eq 22`, `range 20 30`, `22` and `20-30`; what cannot be read counts as every port. */
function toPorts(raw: unknown): [number, number] | [null, null] {
  const text = typeof raw === 'number' ? String(raw) : (textOf(raw) ?? '');
  const match = /^(?:eq\s+|range\s+)?(\d{1,5})(?:\s*[-\s]\s*(\d{1,5}))?$/i.exec(text.trim());
  if (!match) return [null, null];
  const from = Number(match[1]);
  return [from, match[2] === undefined ? from : Number(match[2])];
}

/** As the firewall decides; the API tells the numbers in any order. */
function inOrder(rules: readonly (FirewallRule | null)[]): FirewallRule[] {
  return rules
    .filter((rule) => rule !== null)
    .sort((one, other) => (one.priority ?? 0) - (other.priority ?? 0));
}
