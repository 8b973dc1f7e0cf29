import { integerOf, textOf } from '@skyledger/provider-sdk';
import type { FirewallRule } from '@skyledger/resource-model';
import { cidrOf } from './addresses';
import { elementOf, type Element } from './element';

const ANYONE = ['0.0.0.0/0', '::/0'] as const;

const PROTOCOLS: ReadonlyMap<string, string> = new Map([
  ['any', 'all'],
  ['icmpv6', 'ipv6-icmp'],
]);

/** What a direction amounts to that nothing filters. */
export function unfiltered(direction: FirewallRule['direction'], why: string): FirewallRule {
  return {
    direction,
    action: 'allow',
    protocol: 'all',
    fromPort: null,
    toPort: null,
    cidrs: [...ANYONE],
    peers: [],
    priority: null,
    description: `implied: ${why}`,
  };
}

/**
 * Rules of a network interface or a security group; both only ever allow. Sorted by id, since the API
 * promises no order and they have none of their own.
 */
export function toRules(rules: readonly unknown[]): FirewallRule[] {
  const byId = (one: Element, other: Element): number =>
    (one.id ?? '') < (other.id ?? '') ? -1 : 1;
  return rules
    .map(elementOf)
    .sort(byId)
    .map(({ properties }) => toRule(properties));
}

/** What cannot be read counts as any: an open door is rather reported once too often. */
function toRule(properties: Readonly<Record<string, unknown>>): FirewallRule {
  const { type, protocol, sourceMac, sourceIp, targetIp, ipVersion, name } = properties;
  const inbound = type !== 'EGRESS';
  const word = textOf(protocol)?.toLowerCase() ?? 'any';
  const [fromPort, toPort] = portsOf(properties);
  // A sender known by its hardware address is one neighbour, not the Internet.
  const mac = inbound ? textOf(sourceMac) : null;
  const address = inbound ? sourceIp : targetIp;
  const anyone = mac === null || textOf(address) !== null;
  return {
    direction: inbound ? 'inbound' : 'outbound',
    action: 'allow',
    protocol: PROTOCOLS.get(word) ?? word,
    fromPort,
    toPort,
    cidrs: anyone ? rangesOf(address, ipVersion) : [],
    peers: mac === null ? [] : [`mac/${mac.toLowerCase()}`],
    priority: null,
    description: textOf(name),
  };
}

/** `null` is every address of the IP version, or of both where that is `null`, too. */
function rangesOf(address: unknown, ipVersion: unknown): string[] {
  const text = textOf(address);
  const range = text === null ? null : cidrOf(text);
  if (range !== null) return [range];
  return ANYONE.filter((any) => (any.includes(':') ? ipVersion !== 'IPv4' : ipVersion !== 'IPv6'));
}

function portsOf(properties: Readonly<Record<string, unknown>>): [number, number] | [null, null] {
  const from = integerOf(properties['portRangeStart']);
  const to = integerOf(properties['portRangeEnd']);
  return from === null || to === null ? [null, null] : [from, to];
}
