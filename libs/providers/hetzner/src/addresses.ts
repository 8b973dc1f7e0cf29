import ipaddr from 'ipaddr.js';

/**
 * The API tells an IPv6 network, `2001:db8::/64`; the images of servers configure the first address
 * in it, `2001:db8::1`, so that is what agents and people see. Anything else is kept as told.
 */
export function hostAddress(network: string): string {
  const [prefix = network, length] = network.split('/');
  if (length === undefined || length === '128' || !ipaddr.IPv6.isValid(prefix)) return prefix;
  const address = ipaddr.IPv6.parse(prefix);
  address.parts[7] = (address.parts[7] ?? 0) | 1;
  return address.toString();
}
