import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom } from '../estate/random';
import { publicIp, publicPrefix6, serverOfIp } from './attachments';
import { drawLabels } from './labels';
import { idAt, saltIn } from './scope';
import type { ZoneScope } from './scope';

export interface ScalewayIp extends EmulatedItem {
  readonly index: number;
  readonly family: 'inet' | 'inet6';
  /** An IPv4 address; null for IPv6, which has a prefix. */
  readonly address: string | null;
  /** `2001:bc8:...::/64`; null for IPv4. */
  readonly prefix: string | null;
  readonly server: { readonly id: string; readonly name: string } | null;
  readonly labels: readonly string[];
}

/** `nameOf` is the name of a server by number, or null when there is none any more. */
export function ipGenerator(
  scope: ZoneScope,
  nameOf: (server: number) => string | null,
): Generate<ScalewayIp> {
  const salt = saltIn(scope, 'ip');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const six = index % 7 === 3;
    const server = serverOfIp(scope, index);
    const name = server === null ? null : nameOf(server);
    const address = six ? null : publicIp(scope, index);
    const prefix = six ? `${publicPrefix6(scope, index)}::/64` : null;
    return {
      id: idAt(scope, 'ip', index),
      index,
      region: scope.in.region,
      name: address ?? prefix ?? '',
      family: six ? 'inet6' : 'inet',
      address,
      prefix,
      server: server === null || name === null ? null : { id: idAt(scope, 'server', server), name },
      labels: drawLabels(random, naming, revision),
    };
  };
}

export function ipJson(scope: ZoneScope): (ip: ScalewayIp) => Record<string, unknown> {
  const { spec } = scope.in;
  return (ip) => ({
    id: ip.id,
    address: ip.address,
    prefix: ip.prefix,
    reverse: null,
    server: ip.server,
    organization: spec.organizationId,
    project: spec.projectId,
    zone: scope.zone,
    type: ip.family === 'inet' ? 'routed_ipv4' : 'routed_ipv6',
    state: ip.server === null ? 'detached' : 'attached',
    tags: ip.labels,
    ipam_id: ip.id,
  });
}

/** The address as its server shows it. */
export function serverIpJson(ip: ScalewayIp): Record<string, unknown> {
  const prefix = ip.prefix?.replace('/64', '') ?? '';
  return {
    id: ip.id,
    address: ip.address ?? `${prefix}1`,
    dynamic: false,
    gateway: ip.family === 'inet' ? '62.210.0.1' : 'fe80::dc00:ff:fe20:186',
    netmask: ip.family === 'inet' ? '32' : '64',
    family: ip.family,
    provisioning_mode: ip.family === 'inet' ? 'dhcp' : 'slaac',
    tags: ip.labels,
    state: 'attached',
    ipam_id: ip.id,
  };
}
