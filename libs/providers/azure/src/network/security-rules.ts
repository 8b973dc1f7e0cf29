import { integerOf, textOf, textsOf } from '@skyledger/provider-sdk';
import type { FirewallRule } from '@skyledger/resource-model';
import ipaddr from 'ipaddr.js';
import { partsOf, refOf } from '../arm-resource';

type Fields = Readonly<Record<string, unknown>>;
type Ports = Pick<FirewallRule, 'fromPort' | 'toPort'>;

const EVERY_PORT: Ports = { fromPort: null, toPort: null };
const ANYONE = ['0.0.0.0/0', '::/0'] as const;

/**
 * The rules of a network security group, its own and the default ones (priorities from 65000 on),
 * inbound first, in the order they are decided.
 *
 * A rule of several port ranges becomes one for each, with all its addresses. A denying rule that is
 * narrower than can be written down here, for some destinations or source ports alone, is left out:
 * taken for a whole one it would make an allowing rule behind it look closed. It stays in the payload.
 */
export function toRules(own: unknown, byDefault: unknown): FirewallRule[] {
  return [...partsOf(own), ...partsOf(byDefault)]
    .flatMap(({ properties }) => expand(properties))
    .map((rule) => ({ rule, key: orderOf(rule) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ rule }) => rule);
}

function orderOf({ direction, priority, fromPort }: FirewallRule): string {
  const digits = (value: number | null): string => String(value ?? 0).padStart(6, '0');
  return `${direction} ${digits(priority)} ${digits(fromPort)}`;
}

/** None without a direction or an access, which say what the rule is about. */
function expand(rule: Fields): FirewallRule[] {
  const direction = wordOf(rule['direction']);
  const action = wordOf(rule['access']);
  if (direction !== 'inbound' && direction !== 'outbound') return [];
  if (action !== 'allow' && action !== 'deny') return [];
  if (action === 'deny' && isNarrow(rule, direction)) return [];
  const side = direction === 'inbound' ? 'source' : 'destination';
  const { cidrs, peers } = addressesOf(rule, side);
  const protocol = wordOf(rule['protocol']);
  return portsOf(rule, 'destination').map((ports) => ({
    direction,
    action,
    protocol: protocol === null || protocol === '*' ? 'all' : protocol,
    ...ports,
    cidrs,
    peers,
    priority: integerOf(rule['priority']),
    description: textOf(rule['description']),
  }));
}

function isNarrow(rule: Fields, direction: 'inbound' | 'outbound'): boolean {
  const other = direction === 'inbound' ? 'destination' : 'source';
  const { cidrs, peers } = addressesOf(rule, other);
  const everywhere =
    cidrs.includes(ANYONE[0]) ||
    (cidrs.length === 0 && peers.every((peer) => peer.toLowerCase() === 'virtualnetwork'));
  return !everywhere || portsOf(rule, 'source').every(({ fromPort }) => fromPort !== null);
}

/**
 * Addresses of one side. Prefixes are one text or a list, or both; `*` and the service tag `Internet`
 * are anyone. Other service tags and application security groups are peers.
 */
function addressesOf(
  rule: Fields,
  side: 'source' | 'destination',
): Pick<FirewallRule, 'cidrs' | 'peers'> {
  const prefixes = both(rule[`${side}AddressPrefix`], rule[`${side}AddressPrefixes`]);
  const groups = rule[`${side}ApplicationSecurityGroups`];
  const cidrs = new Set<string>();
  const peers = new Set<string>();
  for (const prefix of prefixes) {
    if (/^(\*|any|internet)$/i.test(prefix)) for (const each of ANYONE) cidrs.add(each);
    else {
      const cidr = cidrOf(prefix);
      if (cidr === null) peers.add(prefix);
      else cidrs.add(cidr);
    }
  }
  for (const { fields } of partsOf(groups)) {
    const id = refOf(fields);
    if (id !== null) peers.add(id);
  }
  return { cidrs: [...cidrs].sort(), peers: [...peers].sort() };
}

/** An address or a prefix as CIDR notation; `null` for the name of a service tag. */
function cidrOf(prefix: string): string | null {
  const [address = '', length] = prefix.split('/');
  if (!ipaddr.isValid(address) || !/^[\d.]+$|:/.test(address)) return null;
  if (length !== undefined) return prefix;
  return `${address}/${address.includes(':') ? 128 : 32}`;
}

/**
 * Port ranges of one side: `22`, `88-90`, `*`. What cannot be read counts as every port, so that an
 * open door is rather reported once too often.
 */
function portsOf(rule: Fields, side: 'source' | 'destination'): Ports[] {
  const ranges = both(rule[`${side}PortRange`], rule[`${side}PortRanges`]);
  return ranges.length === 0 ? [EVERY_PORT] : ranges.map(toPorts);
}

function toPorts(range: string): Ports {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(range.trim());
  if (!match) return EVERY_PORT;
  const fromPort = Number(match[1]);
  const toPort = match[2] === undefined ? fromPort : Number(match[2]);
  return fromPort === 0 && toPort === 65535 ? EVERY_PORT : { fromPort, toPort };
}

function both(one: unknown, many: unknown): string[] {
  return [...new Set([...textsOf([one]), ...textsOf(many)])];
}

function wordOf(value: unknown): string | null {
  return textOf(value)?.toLowerCase() ?? null;
}
