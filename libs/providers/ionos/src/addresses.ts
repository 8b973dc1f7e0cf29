import ipaddr from 'ipaddr.js';

/** An address without the length of its prefix; `null` when it is none. */
export function hostOf(address: string): string | null {
  const [host = ''] = address.split('/');
  return ipaddr.isValid(host) ? host : null;
}

/** An address or a range in CIDR notation; `null` when it is neither. */
export function cidrOf(address: string): string | null {
  if (ipaddr.isValidCIDR(address)) return address;
  if (!ipaddr.isValid(address)) return null;
  return `${address}/${ipaddr.parse(address).kind() === 'ipv4' ? 32 : 128}`;
}

/** Whether the Internet routes packets to the address. */
export function isGlobal(address: string): boolean {
  const host = hostOf(address);
  return host !== null && ipaddr.parse(host).range() === 'unicast';
}

export interface Addresses {
  privateIps: string[];
  publicIps: string[];
}

/**
 * Splits the addresses of an interface. Only a LAN with a connection to the Internet makes them
 * public, whatever range they are from; where that was not told, the range decides.
 */
export function splitAddresses(ips: readonly string[], onInternet: boolean | null): Addresses {
  const isPublic = (ip: string): boolean => (onInternet ?? true) && isGlobal(ip);
  return {
    privateIps: ips.filter((ip) => !isPublic(ip)),
    publicIps: ips.filter(isPublic),
  };
}
