import ipaddr from 'ipaddr.js';

/** Addresses of a resource by where they can be reached from, each once, in the order of reading. */
export interface Addresses {
  privateIps: string[];
  publicIps: string[];
}

const PRIVATE_RANGES = new Set(['private', 'uniqueLocal', 'carrierGradeNat']);
/** Every machine has them, or none does. */
const MEANINGLESS_RANGES = new Set([
  'loopback',
  'linkLocal',
  'unspecified',
  'multicast',
  'broadcast',
]);

/** Sorts addresses; prefix lengths are cut off, and what is no address of one machine is left out. */
export function addressesOf(texts: readonly string[]): Addresses {
  const privateIps = new Set<string>();
  const publicIps = new Set<string>();
  for (const text of texts) {
    const [address = ''] = text.split('/');
    if (!ipaddr.isValid(address) || !/[.:]/.test(address)) continue;
    const parsed = ipaddr.parse(address);
    const range = parsed.range();
    if (MEANINGLESS_RANGES.has(range)) continue;
    (PRIVATE_RANGES.has(range) ? privateIps : publicIps).add(parsed.toString());
  }
  return { privateIps: [...privateIps], publicIps: [...publicIps] };
}

/** The network of an address with its prefix length: `10.0.0.7/24` is in `10.0.0.0/24`. */
export function networkOf(cidr: string): string | null {
  try {
    const [address, bits] = ipaddr.parseCIDR(cidr);
    const network =
      address.kind() === 'ipv4'
        ? ipaddr.IPv4.networkAddressFromCIDR(cidr)
        : ipaddr.IPv6.networkAddressFromCIDR(cidr);
    return `${network.toString()}/${bits}`;
  } catch {
    return null;
  }
}
