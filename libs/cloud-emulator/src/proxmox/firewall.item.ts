import type { ItemRandom } from '../estate/random';
import { hex8, saltOf } from '../estate/random';

export type Policy = 'ACCEPT' | 'REJECT' | 'DROP';

/** A rule as the API shows it, apart from its position. */
export interface ProxmoxRule {
  readonly type: 'in' | 'out' | 'group';
  /** ACCEPT, DROP, REJECT, or the security group's name. */
  readonly action: string;
  readonly enable: 0 | 1;
  readonly macro?: string;
  readonly proto?: string;
  readonly dport?: string;
  readonly source?: string;
  readonly dest?: string;
  readonly iface?: string;
  readonly comment?: string;
}

/** The firewall of a guest, a node or the datacenter. */
export interface ProxmoxFirewall {
  /** Null: the option was never set, and the level's default holds. */
  readonly enable: boolean | null;
  readonly policyIn: Policy | null;
  readonly policyOut: Policy | null;
  readonly rules: readonly ProxmoxRule[];
  /** IP sets and aliases of the guest's own. */
  readonly sets: Readonly<Record<string, readonly ProxmoxSetEntry[]>>;
  readonly aliases: Readonly<Record<string, string>>;
}

export interface ProxmoxSetEntry {
  readonly cidr: string;
  readonly nomatch?: 1;
}

const OFF: ProxmoxFirewall = {
  enable: null,
  policyIn: null,
  policyOut: null,
  rules: [],
  sets: {},
  aliases: {},
};

/** Sets, aliases and groups that every generated cluster has. */
export const DATACENTER_SETS: Readonly<Record<string, readonly ProxmoxSetEntry[]>> = {
  office: [{ cidr: '198.51.100.0/24' }, { cidr: '203.0.113.7' }, { cidr: 'backoffice' }],
  management: [{ cidr: '10.40.0.0/24' }, { cidr: '10.40.0.66', nomatch: 1 }],
};
export const DATACENTER_ALIASES: Readonly<Record<string, string>> = {
  backoffice: '10.99.0.0/16',
  local_network: '10.40.0.0/16',
};
export const DATACENTER_GROUPS: Readonly<Record<string, readonly ProxmoxRule[]>> = {
  web: [
    { type: 'in', action: 'ACCEPT', enable: 1, macro: 'HTTP' },
    { type: 'in', action: 'ACCEPT', enable: 1, proto: 'tcp', dport: '443,8443' },
  ],
  monitoring: [
    { type: 'in', action: 'ACCEPT', enable: 1, proto: 'tcp', dport: '9100', source: '+management' },
    { type: 'in', action: 'ACCEPT', enable: 0, macro: 'SSH', comment: 'while moving' },
  ],
};

export function datacenterFirewall(enabled: boolean): ProxmoxFirewall {
  return {
    ...OFF,
    enable: enabled,
    policyIn: 'DROP',
    rules: [
      { type: 'in', action: 'ACCEPT', enable: 1, macro: 'Ping', comment: 'ping' },
      { type: 'in', action: 'ACCEPT', enable: 1, proto: 'tcp', dport: '8006', source: '+office' },
      { type: 'group', action: 'monitoring', enable: 1 },
    ],
  };
}

/** The first node's SSH is open; the second node has switched its firewall off. */
export function nodeFirewall(index: number): ProxmoxFirewall {
  if (index === 1) return { ...OFF, enable: false };
  const rules: ProxmoxRule[] =
    index === 0
      ? [{ type: 'in', action: 'ACCEPT', enable: 1, macro: 'SSH', comment: 'ssh for all' }]
      : [{ type: 'in', action: 'ACCEPT', enable: 1, macro: 'SSH', source: 'dc/backoffice' }];
  return { ...OFF, rules };
}

/** A third of the guests have none; some have rules that are switched off. */
export function guestFirewall(random: ItemRandom): ProxmoxFirewall {
  const draw = random.int(100);
  if (draw < 33) return draw < 20 ? OFF : { ...OFF, enable: false };
  const rules: ProxmoxRule[] = [];
  if (draw < 45) rules.push({ type: 'in', action: 'ACCEPT', enable: 1, macro: 'SSH' });
  else if (draw < 50) {
    rules.push({ type: 'in', action: 'ACCEPT', enable: 1, proto: 'tcp', dport: '3300:3400' });
  } else {
    rules.push({ type: 'in', action: 'ACCEPT', enable: 1, macro: 'SSH', source: '+dc/office' });
  }
  if (random.chance(0.5)) rules.push({ type: 'group', action: 'web', enable: 1, iface: 'net0' });
  if (random.chance(0.2)) {
    rules.push({ type: 'in', action: 'ACCEPT', enable: 1, proto: 'udp', source: 'guest/peer' });
  }
  if (random.chance(0.2)) {
    rules.push({ type: 'in', action: 'DROP', enable: 1, source: '+guest/blocked' });
  }
  if (random.chance(0.2)) {
    rules.push({ type: 'out', action: 'REJECT', enable: 1, proto: 'tcp', dport: 'smtp' });
  }
  return {
    enable: random.chance(0.85),
    policyIn: random.chance(0.1) ? 'ACCEPT' : random.pick(['DROP', null]),
    policyOut: random.chance(0.2) ? 'DROP' : null,
    rules,
    sets: { blocked: [{ cidr: '203.0.113.128/25' }, { cidr: '2001:db8:bad::/48' }] },
    aliases: { peer: '10.40.7.7' },
  };
}

/** Whether a level has a firewall to speak of: switched on, or with rules at least. */
export function hasFirewall({ enable, rules }: ProxmoxFirewall, byDefault: boolean): boolean {
  return (enable ?? byDefault) || rules.length > 0;
}

export function optionsJson(firewall: ProxmoxFirewall): Record<string, unknown> {
  return {
    ...(firewall.enable === null ? {} : { enable: firewall.enable ? 1 : 0 }),
    ...(firewall.policyIn === null ? {} : { policy_in: firewall.policyIn }),
    ...(firewall.policyOut === null ? {} : { policy_out: firewall.policyOut }),
    digest: digestOf(firewall),
  };
}

export function rulesJson(rules: readonly ProxmoxRule[]): Record<string, unknown>[] {
  const digest = digestOf(rules);
  return rules.map((rule, pos) => ({ ...rule, pos, digest }));
}

export function setsJson(sets: ProxmoxFirewall['sets']): Record<string, unknown>[] {
  return Object.keys(sets).map((name) => ({ name, digest: digestOf(sets) }));
}

export function setJson(entries: readonly ProxmoxSetEntry[]): Record<string, unknown>[] {
  return entries.map((entry) => ({ ...entry, digest: digestOf(entries) }));
}

export function aliasesJson(aliases: ProxmoxFirewall['aliases']): Record<string, unknown>[] {
  const digest = digestOf(aliases);
  return Object.entries(aliases).map(([name, cidr]) => {
    return { name, cidr, ipversion: 4, digest };
  });
}

/** Configurations carry a SHA-1 of their file. */
export function digestOf(value: unknown): string {
  const salt = saltOf(JSON.stringify(value));
  return hex8(salt).repeat(5);
}
