type AddressOwner = 'server' | 'load_balancer' | 'primary_ip' | 'floating_ip';

/** First octets of IPv4 ranges that Hetzner announces; no two kinds of owner share one. */
const IPV4_OCTETS: Readonly<Record<AddressOwner, readonly number[]>> = {
  server: [49, 65, 78, 88, 91, 95, 116, 128, 135, 138, 157, 159, 162, 167, 168, 188],
  load_balancer: [5, 23, 37, 46],
  primary_ip: [136, 144, 148, 213],
  floating_ip: [94, 142, 176, 178],
};

const IPV6_PREFIXES: Readonly<Record<AddressOwner, string>> = {
  server: '2a01:4f8',
  load_balancer: '2a01:4f9',
  primary_ip: '2a01:4fe',
  floating_ip: '2a01:4ff',
};

/** Different for every owner, across all projects of an estate. */
export function publicIpv4(owner: AddressOwner, id: number): string {
  const octets = IPV4_OCTETS[owner];
  const octet = octets[id % octets.length] ?? 49;
  const host = Math.floor(id / octets.length) & 0xffffff;
  return `${octet}.${host >>> 16}.${(host >>> 8) & 255}.${host & 255}`;
}

/** The first address of an owner's /64. */
export function publicIpv6(owner: AddressOwner, id: number): string {
  return `${IPV6_PREFIXES[owner]}:${(id >>> 16).toString(16)}:${(id & 0xffff).toString(16)}::`;
}

export function reverseName(ip: string): string {
  return `static.${ip.split('.').reverse().join('.')}.clients.your-server.de`;
}
