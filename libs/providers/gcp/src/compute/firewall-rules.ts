import { listOf, numberOf, recordOf, textOf, textsOf } from '@skyledger/provider-sdk';
import type { FirewallRule } from '@skyledger/resource-model';

type Payload = Readonly<Record<string, unknown>>;

/** What a firewall rule without sources or destinations stands for. */
const ANYWHERE = ['0.0.0.0/0'];

/**
 * What a firewall rule of Google amounts to: one rule for each protocol and range of ports. A disabled
 * one amounts to nothing.
 */
export function rulesOf(firewall: Payload): FirewallRule[] {
  if (firewall['disabled'] === true) return [];
  // The direction is INGRESS unless told.
  const inbound = firewall['direction'] !== 'EGRESS';
  const peers = inbound
    ? [...textsOf(firewall['sourceTags']), ...textsOf(firewall['sourceServiceAccounts'])]
    : [];
  const told = textsOf(firewall[inbound ? 'sourceRanges' : 'destinationRanges']).map(withLength);
  const shared = {
    direction: inbound ? ('inbound' as const) : ('outbound' as const),
    cidrs: told.length === 0 && peers.length === 0 ? ANYWHERE : told.sort(),
    peers: peers.sort(),
    priority: numberOf(firewall['priority']),
    description: textOf(firewall['description']),
  };
  const traffics = (['allowed', 'denied'] as const).flatMap((field) =>
    listOf(firewall[field])
      .map(recordOf)
      .map((traffic) => ({
        action: field === 'allowed' ? ('allow' as const) : ('deny' as const),
        traffic,
      })),
  );
  return traffics.flatMap(({ action, traffic }) =>
    portsOf(traffic['ports']).map(([fromPort, toPort]) => ({
      direction: shared.direction,
      action,
      protocol: protocolOf(traffic['IPProtocol']),
      fromPort,
      toPort,
      cidrs: shared.cidrs,
      peers: shared.peers,
      priority: shared.priority,
      description: shared.description,
    })),
  );
}

/** Numbers of the protocols that people know by name. */
const PROTOCOLS: ReadonlyMap<string, string> = new Map([
  ['1', 'icmp'],
  ['6', 'tcp'],
  ['17', 'udp'],
]);

function protocolOf(raw: unknown): string {
  const text = (typeof raw === 'number' ? String(raw) : textOf(raw))?.toLowerCase() ?? 'all';
  return PROTOCOLS.get(text) ?? text;
}

/** An address without a length is one address. */
function withLength(range: string): string {
  if (range.includes('/')) return range;
  return `${range}/${range.includes(':') ? 128 : 32}`;
}

/**
 * Reads `22` and `8080-8090`; none means every port. What cannot be read counts as every port, so that
 * an open door is rather reported once too often.
 */
function portsOf(raw: unknown): ([number, number] | [null, null])[] {
  const ports = listOf(raw);
  if (ports.length === 0) return [[null, null]];
  return ports.map((port) => {
    const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(
      typeof port === 'number' ? String(port) : (textOf(port) ?? ''),
    );
    if (!match) return [null, null];
    const from = Number(match[1]);
    return [from, match[2] === undefined ? from : Number(match[2])];
  });
}
