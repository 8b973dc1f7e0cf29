import type { RegionScope, ZoneScope } from './scope';
import { regionOf } from './scope';

/*
 * Who is attached to whom, from both sides and by numbers alone, so that neither has to be generated
 * to know the other.
 */

/** Four of five flexible addresses are attached, each to the server of its number. */
export function ipOfServer({ counts }: ZoneScope, server: number): number | null {
  return server < Math.min(counts.servers, counts.ips) && server % 5 !== 4 ? server : null;
}

export const serverOfIp = ipOfServer;

/** Every server has its first volume in Block Storage while these last. */
export function serverOfBlockVolume({ counts }: ZoneScope, volume: number): number | null {
  return volume < Math.min(counts.servers, counts.blockVolumes) ? volume : null;
}

/** Every other server has a volume of the Instance API. */
export function serverOfVolume({ counts }: ZoneScope, volume: number): number | null {
  const server = volume * 2 + 1;
  return volume < counts.volumes && server < counts.servers ? server : null;
}

export function volumeOfServer({ counts }: ZoneScope, server: number): number | null {
  if (server % 2 === 0 || server >= counts.servers) return null;
  const volume = (server - 1) / 2;
  return volume < counts.volumes ? volume : null;
}

export function groupOfServer({ counts }: ZoneScope, server: number): number | null {
  return counts.securityGroups === 0 ? null : server % counts.securityGroups;
}

/** Every sixth server has no private network. */
export function networkOfServer(scope: ZoneScope, server: number): number | null {
  const { privateNetworks } = regionOf(scope).counts;
  return privateNetworks === 0 || server % 6 === 5 ? null : server % privateNetworks;
}

/** Every third load balancer has no private network. */
export function networkOfBalancer(scope: ZoneScope, balancer: number): number | null {
  const { privateNetworks } = regionOf(scope).counts;
  return privateNetworks === 0 || balancer % 3 === 2 ? null : balancer % privateNetworks;
}

/** Every fourth gateway has been attached to no private network yet. */
export function networkOfGateway(scope: ZoneScope, gateway: number): number | null {
  const { privateNetworks } = regionOf(scope).counts;
  return privateNetworks === 0 || gateway % 4 === 3 ? null : gateway % privateNetworks;
}

/** Every other database has a private network. */
export function networkOfDatabase({ counts }: RegionScope, database: number): number | null {
  const { privateNetworks } = counts;
  return privateNetworks === 0 || database % 2 === 0 ? null : database % privateNetworks;
}

export function networkOfCluster({ counts }: RegionScope, cluster: number): number | null {
  const { privateNetworks } = counts;
  return privateNetworks === 0 ? null : cluster % privateNetworks;
}

/** The IPv4 range of a private network. */
export function networkRange(network: number): string {
  return `${rangeStart(network)}.0.0/16`;
}

export function networkRange6(network: number): string {
  return `fd5f:519c:6d46:${(network + 1).toString(16)}::/64`;
}

/** Each zone, and what belongs to none, has a part of the network of its own. */
export function privateIp(network: number, part: number, host: number): string {
  const number = part * 0x2800 + host + 2;
  return `${rangeStart(network)}.${(number >>> 8) & 255}.${number & 255}`;
}

export function privateIp6(network: number, part: number, host: number): string {
  return `fd5f:519c:6d46:${(network + 1).toString(16)}::${(part + 1).toString(16)}:${(host + 1).toString(16)}`;
}

/** Different in every zone of an account. */
export function publicIp(scope: ZoneScope, index: number): string {
  const first = 0x339e0000; // 51.158.0.0
  const place = regionOf(scope).regionNumber * 4 + scope.zoneNumber;
  const address = first + place * 0x4000 + index + 1;
  return [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.');
}

export function publicPrefix6(scope: ZoneScope, index: number): string {
  const place = regionOf(scope).regionNumber * 4 + scope.zoneNumber;
  return `2001:bc8:${(0x1200 + place).toString(16)}:${(index + 1).toString(16)}`;
}

/** As the real service does, the first networks are in 172.16.0.0/12. */
function rangeStart(network: number): string {
  return network < 16 ? `172.${16 + network}` : `10.${network % 256}`;
}
