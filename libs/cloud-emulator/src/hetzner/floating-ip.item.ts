import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { publicIpv4, publicIpv6, reverseName } from './addresses';
import { serverOfFloatingIp } from './attachments';
import { LOCATIONS } from './catalogue';
import type { HetznerLocation } from './catalogue';
import type { HetznerScope } from './hetzner-project-estate';
import { drawLabels, timestamp } from './labels';
import { serverGenerator } from './server.item';

export interface HetznerFloatingIp extends EmulatedItem {
  readonly created: string;
  readonly description: string | null;
  readonly type: 'ipv4' | 'ipv6';
  /** An address, or a /64. */
  readonly ip: string;
  readonly server: number | null;
  readonly location: HetznerLocation;
  readonly blocked: boolean;
  readonly protected: boolean;
  readonly labels: Readonly<Record<string, string>>;
}

/** `hasServer` tells by number whether a server still exists: its floating IPs outlive it. */
export function floatingIpGenerator(
  scope: HetznerScope,
  hasServer: (server: number) => boolean,
): Generate<HetznerFloatingIp> {
  const salt = saltOf(scope.seed, scope.projectName, 'floating_ip');
  const serverAt = serverGenerator(scope);
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const number = scope.firstId + index;
    const type = random.chance(0.7) ? 'ipv4' : 'ipv6';
    const free = random.pick(LOCATIONS);
    const server = serverOfFloatingIp(scope, index);
    const location = server === null ? free : serverAt(server, 0).location;
    return {
      id: String(number),
      region: location.name,
      name: `${naming.environment}-${naming.application}-vip-${index + 1}`,
      created: timestamp(random.time()),
      description: random.chance(0.4) ? `entry of ${naming.application}` : null,
      type,
      ip:
        type === 'ipv4'
          ? publicIpv4('floating_ip', number)
          : `${publicIpv6('floating_ip', number)}/64`,
      server: server === null || !hasServer(server) ? null : scope.firstId + server,
      location,
      blocked: random.chance(0.02),
      protected: random.chance(0.3),
      labels: drawLabels(random, naming, revision),
    };
  };
}

export function floatingIpJson(floatingIp: HetznerFloatingIp): Record<string, unknown> {
  const { ip, type } = floatingIp;
  return {
    id: Number(floatingIp.id),
    name: floatingIp.name,
    description: floatingIp.description,
    ip,
    type,
    server: floatingIp.server,
    dns_ptr: type === 'ipv4' ? [{ ip, dns_ptr: reverseName(ip) }] : [],
    home_location: floatingIp.location,
    blocked: floatingIp.blocked,
    protection: { delete: floatingIp.protected },
    labels: floatingIp.labels,
    created: floatingIp.created,
  };
}
