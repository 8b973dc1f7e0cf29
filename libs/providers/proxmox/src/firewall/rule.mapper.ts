import { recordOf, textOf } from '@skyledger/provider-sdk';
import type { FirewallRule } from '@skyledger/resource-model';
import { flagOf } from '../pve-values';
import { ANYONE, resolve, type AddressBook } from './address-book';
import { portOfName, trafficOfMacro, type NamedTraffic } from './macros';

/** Rules of security groups by the group's name. */
export type Groups = ReadonlyMap<string, readonly unknown[]>;

/** A rule that lets everything through, one for each direction that is open. */
export function openRule(
  direction: FirewallRule['direction'],
  description: string,
  priority: number | null,
): FirewallRule {
  return {
    direction,
    action: 'allow',
    protocol: 'all',
    fromPort: null,
    toPort: null,
    cidrs: [...ANYONE],
    peers: [],
    priority,
    description,
  };
}

/**
 * The rules in force, in the order they are decided in. Groups are replaced by their rules, macros
 * by what they stand for, names by addresses; rules that are switched off are left out, and so are
 * those for forwarded traffic, which have no place in the model.
 */
export function toRules(
  raw: readonly unknown[],
  groups: Groups,
  book: AddressBook,
): FirewallRule[] {
  return raw
    .map(recordOf)
    .flatMap((rule) => {
      if (flagOf(rule['enable']) === false) return [];
      if (rule['type'] !== 'group') return toRule(rule, null, book);
      const group = textOf(rule['action']) ?? '';
      return (groups.get(group) ?? [])
        .map(recordOf)
        .flatMap((each) => (flagOf(each['enable']) === false ? [] : toRule(each, group, book)));
    })
    .map((rule, priority) => ({ ...rule, priority }));
}

/** One for each protocol and range of ports; none for what is no rule of in or out. */
function toRule(
  rule: Readonly<Record<string, unknown>>,
  group: string | null,
  book: AddressBook,
): FirewallRule[] {
  const direction = DIRECTIONS.get(rule['type']);
  const action = ACTIONS.get(String(rule['action']).toUpperCase());
  if (direction === undefined || action === undefined) return [];
  const { cidrs, peers } = resolve(
    textOf(direction === 'inbound' ? rule['source'] : rule['dest']),
    book,
  );
  // An empty set matches nothing.
  if (cidrs.length === 0 && peers.length === 0) return [];
  const comment = textOf(rule['comment'])?.trim() ?? null;
  const description =
    group === null ? comment : [`group ${group}`, comment].filter(Boolean).join(': ');
  return trafficOf(rule).flatMap(({ protocol, ports }) =>
    portsOf(protocol, ports).map(([fromPort, toPort]) => ({
      direction,
      action,
      protocol,
      fromPort,
      toPort,
      cidrs,
      peers,
      priority: null,
      description,
    })),
  );
}

const DIRECTIONS = new Map<unknown, FirewallRule['direction']>([
  ['in', 'inbound'],
  ['out', 'outbound'],
]);

const ACTIONS = new Map<string, FirewallRule['action']>([
  ['ACCEPT', 'allow'],
  ['DROP', 'deny'],
  ['REJECT', 'deny'],
]);

function trafficOf(rule: Readonly<Record<string, unknown>>): NamedTraffic[] {
  const macro = textOf(rule['macro']);
  if (macro !== null) return trafficOfMacro(macro);
  const { dport } = rule;
  const protocol = textOf(rule['proto'])?.toLowerCase() ?? 'all';
  return [{ protocol, ports: typeof dport === 'number' ? String(dport) : textOf(dport) }];
}

type Ports = [number, number] | [null, null];

/**
 * Reads `22`, `80,443`, `1000:2000`, `ssh`. What cannot be read counts as every port, so that an
 * open door is rather reported once too often. Of ICMP the ports are names of messages.
 */
function portsOf(protocol: string, text: string | null): Ports[] {
  if (text === null || /icmp/.test(protocol)) return [[null, null]];
  return text.split(',').map((part): Ports => {
    const [from, to] = part.split(':').map((each) => portOf(each.trim()));
    if (from === undefined || from === null || to === null) return [null, null];
    return [from, to ?? from];
  });
}

function portOf(text: string): number | null {
  return /^\d{1,5}$/.test(text) ? Number(text) : portOfName(text);
}
