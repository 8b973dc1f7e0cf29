import type { Datacenter, IonosScope } from './scope';

/** Addresses in an IP block. */
export const BLOCK_SIZE = 2;

/** Block `b` is reserved where data center `b % datacenters` is. */
export function datacenterOfBlock({ datacenters }: IonosScope, block: number): Datacenter | null {
  return datacenters[block % datacenters.length] ?? null;
}

export function blockAddress(block: number, at: number): string {
  const host = block * BLOCK_SIZE + at;
  return `85.215.${(host >>> 8) & 255}.${host & 255}`;
}

/** The block whose first address a server uses on its public LAN, or null: then it has one by DHCP. */
export function blockOfServer(
  { datacenters, ipBlocks }: IonosScope,
  { index }: Datacenter,
  server: number,
): number | null {
  const block = server * datacenters.length + index;
  return block < ipBlocks ? block : null;
}

/** The server that block `block` is for, by its number in the block's data center. */
export function serverOfBlock({ datacenters }: IonosScope, block: number): number {
  return Math.floor(block / datacenters.length);
}

export function publicAddress(
  scope: IonosScope,
  place: Datacenter,
  server: number,
  position: number,
): string {
  const block = position === 0 ? blockOfServer(scope, place, server) : null;
  if (block !== null) return blockAddress(block, 0);
  const host = (server * 2 + position) * scope.datacenters.length + place.index;
  return `217.${160 + ((host >>> 16) & 15)}.${(host >>> 8) & 255}.${host & 255}`;
}

export function privateAddress(lan: number, server: number): string {
  return `10.${lan & 255}.${(server >>> 7) & 255}.${10 + (server & 127)}`;
}

export function lanRange(lan: number): string {
  return `10.${lan & 255}.0.0/16`;
}

/** LAN 1 of a data center is connected to the Internet, and each third after it. */
export function isPublicLan(lan: number): boolean {
  return lan % 3 === 1;
}

/** The /64 of a LAN with IPv6. */
export function lanRange6({ index }: Datacenter, lan: number): string {
  return `2a02:247a:${(0x1000 + index).toString(16)}:${lan.toString(16)}::/64`;
}

export function address6(place: Datacenter, lan: number, server: number): string {
  return lanRange6(place, lan).replace('/64', (server + 16).toString(16));
}
