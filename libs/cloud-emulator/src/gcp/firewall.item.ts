import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { computeLink, numericId, timestamp, type GcpScope } from './gcp-scope';
import { indexInName, networkName } from './item-names';

interface Traffic {
  readonly IPProtocol: string;
  readonly ports?: readonly string[];
}

/** What a firewall rule lets through or stops, and for whom. */
export interface GcpFirewallRule {
  readonly direction: 'INGRESS' | 'EGRESS';
  readonly allowed?: readonly Traffic[];
  readonly denied?: readonly Traffic[];
  readonly sourceRanges?: readonly string[];
  readonly destinationRanges?: readonly string[];
  readonly sourceTags?: readonly string[];
  readonly targetTags?: readonly string[];
  readonly priority: number;
}

export interface GcpFirewall extends EmulatedItem {
  readonly numericId: string;
  readonly created: string;
  readonly network: number;
  readonly disabled: boolean;
  readonly rule: GcpFirewallRule;
}

const WORLD = ['0.0.0.0/0'] as const;
const LOWEST = 65534;

/** What Google puts into the network `default` of every new project. */
const DEFAULTS: readonly (readonly [name: string, rule: GcpFirewallRule])[] = [
  [
    'default-allow-internal',
    {
      direction: 'INGRESS',
      priority: LOWEST,
      sourceRanges: ['10.128.0.0/9'],
      allowed: [
        { IPProtocol: 'tcp', ports: ['0-65535'] },
        { IPProtocol: 'udp', ports: ['0-65535'] },
        { IPProtocol: 'icmp' },
      ],
    },
  ],
  ['default-allow-ssh', open(LOWEST, 'tcp', '22')],
  ['default-allow-rdp', open(LOWEST, 'tcp', '3389')],
  ['default-allow-icmp', open(LOWEST, 'icmp')],
];

export function firewallGenerator(scope: GcpScope): Generate<GcpFirewall> {
  const salt = saltOf(scope.seed, scope.project, 'firewall');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const created = timestamp(random.time());
    const [name, rule] = DEFAULTS[index] ?? [
      `${naming.environment}-${naming.role}-${index + 1}`,
      drawRule(random, naming.role),
    ];
    return {
      id: name,
      region: null,
      name,
      numericId: numericId(salt, index),
      created,
      network: index < DEFAULTS.length ? 0 : index % Math.max(1, scope.counts.networks),
      disabled: (index >= DEFAULTS.length && random.chance(0.1)) !== (revision % 2 === 1),
      rule,
    };
  };
}

/** The number that a name claims to be of. */
export function firewallIndex(id: string): number | null {
  const known = DEFAULTS.findIndex(([name]) => name === id);
  if (known !== -1) return known;
  return indexInName(id);
}

export function firewallJson(scope: GcpScope, firewall: GcpFirewall): Record<string, unknown> {
  const { direction, priority, ...rule } = firewall.rule;
  return {
    kind: 'compute#firewall',
    id: firewall.numericId,
    creationTimestamp: firewall.created,
    name: firewall.name,
    description: '',
    network: computeLink(scope, `global/networks/${networkName(firewall.network)}`),
    priority,
    ...rule,
    direction,
    logConfig: { enable: false },
    disabled: firewall.disabled,
    selfLink: computeLink(scope, `global/firewalls/${firewall.id}`),
  };
}

/** A sixth lets the world in where it should not. */
function drawRule(random: ItemRandom, role: string): GcpFirewallRule {
  const kind = random.int(100);
  if (kind < 7) return { ...open(1000, 'tcp', '22'), targetTags: [role] };
  if (kind < 12) return open(1000, 'tcp', '5432');
  if (kind < 16) return open(900, 'all');
  if (kind < 40) return { ...open(1000, 'tcp', '80', '443', '8080-8090'), targetTags: [role] };
  if (kind < 50) {
    const denied = [{ IPProtocol: 'all' }];
    return { direction: 'EGRESS', priority: LOWEST, destinationRanges: WORLD, denied };
  }
  const allowed = [{ IPProtocol: 'tcp', ports: ['443'] }];
  if (kind < 70) return { direction: 'INGRESS', priority: 1000, sourceTags: [role], allowed };
  // An address without a length, as the API gives back what it was given.
  const sourceRanges = ['198.51.100.0/24', '203.0.113.7'];
  return { direction: 'INGRESS', priority: 1000, sourceRanges, allowed };
}

function open(priority: number, IPProtocol: string, ...ports: string[]): GcpFirewallRule {
  const traffic = ports.length === 0 ? { IPProtocol } : { IPProtocol, ports };
  return { direction: 'INGRESS', priority, sourceRanges: WORLD, allowed: [traffic] };
}
