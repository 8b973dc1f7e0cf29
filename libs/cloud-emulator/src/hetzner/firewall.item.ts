import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { serversOfFirewall } from './attachments';
import type { HetznerScope } from './hetzner-project-estate';
import { drawLabels, timestamp } from './labels';

export interface HetznerFirewallRule {
  readonly direction: 'in' | 'out';
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'esp' | 'gre';
  /** A port, a range `80-85`, or null where the protocol has none. */
  readonly port: string | null;
  readonly sourceIps: readonly string[];
  readonly destinationIps: readonly string[];
  readonly description: string | null;
}

export interface HetznerFirewall extends EmulatedItem {
  readonly created: string;
  readonly rules: readonly HetznerFirewallRule[];
  readonly servers: readonly number[];
  readonly labelSelector: string | null;
  readonly labels: Readonly<Record<string, string>>;
}

const WORLD = ['0.0.0.0/0', '::/0'] as const;
const OFFICE = ['198.51.100.0/24'] as const;

/** `hasServer` tells by number whether a server still exists. */
export function firewallGenerator(
  scope: HetznerScope,
  hasServer: (server: number) => boolean,
): Generate<HetznerFirewall> {
  const salt = saltOf(scope.seed, scope.projectName, 'firewall');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    return {
      id: String(scope.firstId + index),
      region: null,
      name: `${naming.environment}-${naming.role}-fw-${index + 1}`,
      created: timestamp(random.time()),
      rules: drawRules(random),
      servers: serversOfFirewall(scope, index)
        .filter(hasServer)
        .map((server) => scope.firstId + server),
      labelSelector: random.chance(0.2) ? `environment==${naming.environment}` : null,
      labels: drawLabels(random, naming, revision),
    };
  };
}

export function firewallJson(firewall: HetznerFirewall): Record<string, unknown> {
  const byServer = firewall.servers.map((id) => ({ type: 'server', server: { id } }));
  const bySelector =
    firewall.labelSelector === null
      ? []
      : [
          {
            type: 'label_selector',
            label_selector: { selector: firewall.labelSelector },
            applied_to_resources: [],
          },
        ];
  return {
    id: Number(firewall.id),
    name: firewall.name,
    labels: firewall.labels,
    created: firewall.created,
    rules: firewall.rules.map((rule) => ({
      description: rule.description,
      direction: rule.direction,
      source_ips: rule.sourceIps,
      destination_ips: rule.destinationIps,
      protocol: rule.protocol,
      port: rule.port,
    })),
    applied_to: [...byServer, ...bySelector],
  };
}

/** A fifth of the firewalls let the world in to SSH, RDP or everything. */
function drawRules(random: ItemRandom): HetznerFirewallRule[] {
  const weakness = random.int(100);
  const rules: HetznerFirewallRule[] = [];
  if (weakness < 8) rules.push(inbound('tcp', '22', WORLD, 'ssh'));
  else if (weakness < 11) rules.push(inbound('tcp', '22', ['0.0.0.0/0'], null));
  else if (weakness < 13) rules.push(inbound('tcp', '22', ['::/0'], null));
  else if (weakness < 16) rules.push(inbound('tcp', '3389', WORLD, 'rdp'));
  else if (weakness < 18) rules.push(inbound('tcp', '1-65535', WORLD, 'all tcp'));
  else if (weakness < 20) rules.push(inbound('tcp', '20-1024', WORLD, null));
  else if (weakness < 55) rules.push(inbound('tcp', '22', OFFICE, 'ssh from the office'));
  if (random.chance(0.6)) {
    rules.push(inbound('tcp', '80', WORLD, null), inbound('tcp', '443', WORLD, null));
  }
  if (random.chance(0.3)) rules.push(inbound('icmp', null, WORLD, 'ping'));
  if (random.chance(0.15)) {
    rules.push({
      direction: 'out',
      protocol: 'tcp',
      port: '443',
      sourceIps: [],
      destinationIps: WORLD,
      description: 'https out',
    });
  }
  return rules;
}

function inbound(
  protocol: 'tcp' | 'udp' | 'icmp',
  port: string | null,
  sourceIps: readonly string[],
  description: string | null,
): HetznerFirewallRule {
  return { direction: 'in', protocol, port, sourceIps, destinationIps: [], description };
}
