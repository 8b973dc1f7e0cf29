import type { Naming } from '../estate/names';
import type { ItemRandom } from '../estate/random';
import { hex8, mix32, unmix32 } from '../estate/random';

/** An id in the form of a UUID, from which the number it was made of can be read again. */
export function uuidAt(salt: number, index: number): string {
  const first = hex8(mix32((index ^ salt) >>> 0));
  const rest = hex8(mix32((salt + 1) >>> 0));
  return `${first}-${rest.slice(0, 4)}-4${rest.slice(5, 8)}-a${hex8(salt).slice(1, 4)}-${hex8(mix32(salt))}${rest.slice(0, 4)}`;
}

/** The number behind a UUID of `uuidAt`; the caller has to verify it. */
export function indexOfUuid(salt: number, id: string): number | null {
  const first = /^([0-9a-f]{8})-/.exec(id)?.[1];
  return first === undefined ? null : (unmix32(parseInt(first, 16)) ^ salt) >>> 0;
}

/** First octets of ranges that DigitalOcean announces. */
const IPV4_OCTETS = [45, 46, 64, 67, 68, 104, 134, 137, 138, 139, 142, 143, 146, 157, 159, 161];

/** Different for every number below 2^28, across all accounts of an estate. */
export function publicIpv4(number: number): string {
  const octet = IPV4_OCTETS[number % IPV4_OCTETS.length] ?? 45;
  const host = Math.floor(number / IPV4_OCTETS.length) & 0xffffff;
  return `${octet}.${host >>> 16}.${(host >>> 8) & 255}.${host & 255}`;
}

/** The number behind an address of `publicIpv4`; the caller has to verify it. */
export function numberOfIpv4(address: string): number | null {
  const [octet = 0, ...host] = address.split('.').map(Number);
  const at = IPV4_OCTETS.indexOf(octet);
  if (at < 0 || host.length !== 3) return null;
  return host.reduce((sum, part) => sum * 256 + part, 0) * IPV4_OCTETS.length + at;
}

/** Written out in full and in capitals where `shouted`, as the API does for older droplets. */
export function publicIpv6(number: number, shouted: boolean): string {
  const [high, low] = [(number >>> 16).toString(16), (number & 0xffff).toString(16)];
  if (!shouted) return `2604:a880:4:1d0::${high}:${low}`;
  const groups = ['2604', 'a880', '0004', '01d0', '0000', '0000', high, low];
  return groups.map((group) => group.padStart(4, '0').toUpperCase()).join(':');
}

/** The number behind a short address of `publicIpv6`; the caller has to verify it. */
export function numberOfIpv6(address: string): number | null {
  const [, high, low] = /::([0-9a-f]+):([0-9a-f]+)$/.exec(address) ?? [];
  if (high === undefined || low === undefined) return null;
  return parseInt(high, 16) * 0x10000 + parseInt(low, 16);
}

/** Tags are words, some of them with a colon; what they mean is up to their users. */
export function drawTagNames(random: ItemRandom, naming: Naming, revision: number): string[] {
  const tags: string[] = [];
  if (!random.chance(0.1)) tags.push(`env:${naming.environment}`, naming.application);
  if (random.chance(0.3)) tags.push(`team:${naming.team}`);
  if (random.chance(0.02)) tags.push('constructor');
  if (revision > 0) tags.push(`revision:${revision}`);
  return tags;
}

/** Times come without fractions of a second, but for those of VPCs. */
export function timestamp(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
