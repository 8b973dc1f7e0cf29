import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { publicIpv4, publicIpv6, reverseName } from './addresses';
import { serverOfPrimaryIp } from './attachments';
import { LOCATIONS } from './catalogue';
import type { HetznerLocation } from './catalogue';
import type { HetznerScope } from './hetzner-project-estate';
import { drawLabels, timestamp } from './labels';
import { serverGenerator } from './server.item';

export interface HetznerPrimaryIp extends EmulatedItem {
  readonly created: string;
  readonly type: 'ipv4' | 'ipv6';
  /** An address, or a /64. */
  readonly ip: string;
  readonly server: number | null;
  readonly location: HetznerLocation;
  readonly blocked: boolean;
  readonly protected: boolean;
  readonly labels: Readonly<Record<string, string>>;
}

/** `hasServer` tells by number whether a server still exists: its addresses outlive it. */
export function primaryIpGenerator(
  scope: HetznerScope,
  hasServer: (server: number) => boolean,
): Generate<HetznerPrimaryIp> {
  const salt = saltOf(scope.seed, scope.projectName, 'primary_ip');
  const serverAt = serverGenerator(scope);
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const number = scope.firstId + index;
    const type = index % 2 === 0 ? 'ipv4' : 'ipv6';
    const free = random.pick(LOCATIONS);
    const server = serverOfPrimaryIp(scope, index);
    const user = server === null ? null : serverAt(server, 0);
    // A server without an address of this type leaves its primary IP to nobody.
    const ip = user?.[type] ?? null;
    const location = user === null || ip === null ? free : user.location;
    return {
      id: String(number),
      region: location.name,
      name: `${naming.environment}-${naming.role}-ip-${index + 1}`,
      created: timestamp(random.time()),
      type,
      ip: ip ?? freeIp(type, number),
      server: server === null || ip === null || !hasServer(server) ? null : scope.firstId + server,
      location,
      blocked: random.chance(0.02),
      protected: random.chance(0.2),
      labels: drawLabels(random, naming, revision),
    };
  };
}

/** The primary IP as the API shows it; without `datacenter`, which it no longer sends. */
export function primaryIpJson(primaryIp: HetznerPrimaryIp): Record<string, unknown> {
  const { ip, type } = primaryIp;
  return {
    id: Number(primaryIp.id),
    name: primaryIp.name,
    labels: primaryIp.labels,
    created: primaryIp.created,
    blocked: primaryIp.blocked,
    location: primaryIp.location,
    ip,
    dns_ptr: type === 'ipv4' ? [{ ip, dns_ptr: reverseName(ip) }] : [],
    protection: { delete: primaryIp.protected },
    type,
    auto_delete: false,
    assignee_type: 'server',
    assignee_id: primaryIp.server,
  };
}

function freeIp(type: 'ipv4' | 'ipv6', number: number): string {
  return type === 'ipv4'
    ? publicIpv4('primary_ip', number)
    : `${publicIpv6('primary_ip', number)}/64`;
}
