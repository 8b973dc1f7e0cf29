import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { timestamp } from './identifiers';
import { dropletNumber, dropletsOfFirewall, firewallTag, idOf } from './scope';
import type { DigitalOceanScope } from './scope';

/** Whom a rule names; lists that would be empty are left out. */
export interface DigitalOceanPeers {
  readonly addresses?: readonly string[];
  readonly tags?: readonly string[];
  readonly droplet_ids?: readonly number[];
  readonly load_balancer_uids?: readonly string[];
  readonly kubernetes_ids?: readonly string[];
}

export interface DigitalOceanRule {
  readonly protocol: 'tcp' | 'udp' | 'icmp';
  /** A port, a range `8000-9000`, or `0` for all. */
  readonly ports: string;
  readonly peers: DigitalOceanPeers;
}

export interface DigitalOceanFirewall extends EmulatedItem {
  readonly created: string;
  readonly inbound: readonly DigitalOceanRule[];
  readonly outbound: readonly DigitalOceanRule[];
  readonly droplets: readonly number[];
  readonly selectedTags: readonly string[];
}

const WORLD: DigitalOceanPeers = { addresses: ['0.0.0.0/0', '::/0'] };
const OFFICE: DigitalOceanPeers = { addresses: ['198.51.100.0/24', '203.0.113.7'] };

export function firewallGenerator(scope: DigitalOceanScope): Generate<DigitalOceanFirewall> {
  const salt = saltOf(scope.seed, scope.account, 'firewall');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const tag = firewallTag(index);
    const everything = (['tcp', 'udp', 'icmp'] as const).map((protocol) => rule(protocol, '0'));
    return {
      id: idOf(scope, 'firewall', index),
      region: null,
      name: `${naming.environment}-${naming.role}-firewall-${index + 1}`,
      created: timestamp(random.time()),
      inbound: [
        ...drawInbound(random, scope),
        ...(revision > 0 ? [rule('tcp', String(9000 + revision), OFFICE)] : []),
      ],
      outbound: random.chance(0.85) ? everything : [rule('tcp', '443')],
      droplets: dropletsOfFirewall(scope, index).map((droplet) => dropletNumber(scope, droplet)),
      selectedTags: tag === null ? [] : [tag],
    };
  };
}

export function firewallJson(firewall: DigitalOceanFirewall): Record<string, unknown> {
  const { inbound, outbound } = firewall;
  return {
    id: firewall.id,
    name: firewall.name,
    status: 'succeeded',
    inbound_rules: inbound.map(({ protocol, ports, peers: sources }) => ({
      protocol,
      ports,
      sources,
    })),
    outbound_rules: outbound.map(({ protocol, ports, peers: destinations }) => ({
      protocol,
      ports,
      destinations,
    })),
    created_at: firewall.created,
    droplet_ids: firewall.droplets,
    tags: firewall.selectedTags,
    pending_changes: [],
  };
}

/** A fifth of the firewalls let the world in to SSH, RDP or everything. */
function drawInbound(random: ItemRandom, scope: DigitalOceanScope): DigitalOceanRule[] {
  const weakness = random.int(100);
  const rules: DigitalOceanRule[] = [];
  if (weakness < 9) rules.push(rule('tcp', '22'));
  else if (weakness < 12) rules.push(rule('tcp', '22', { addresses: ['0.0.0.0/0'] }));
  else if (weakness < 14) rules.push(rule('tcp', '3389'));
  else if (weakness < 17) rules.push(rule('tcp', '0'));
  else if (weakness < 20) rules.push(rule('tcp', '20-1024'));
  else if (weakness < 60) rules.push(rule('tcp', '22', OFFICE));
  if (random.chance(0.5)) rules.push(rule('tcp', '80'), rule('tcp', '443'));
  if (random.chance(0.3) && scope.counts.loadBalancers > 0) {
    const balancer = idOf(scope, 'load-balancer', random.int(scope.counts.loadBalancers));
    rules.push(rule('tcp', '8080', { load_balancer_uids: [balancer] }));
  }
  if (random.chance(0.3)) rules.push(rule('tcp', '5432', { tags: ['env:prod'] }));
  if (random.chance(0.2)) rules.push(rule('icmp', '0'));
  return rules;
}

function rule(
  protocol: DigitalOceanRule['protocol'],
  ports: string,
  peers: DigitalOceanPeers = WORLD,
): DigitalOceanRule {
  return { protocol, ports, peers };
}
