import type { AzureScope } from './arm-names';

/*
 * Who belongs to whom, from the numbers alone, so that neither side has to be generated to know the
 * other: machine `i` has interface `i` and disk `i`; interface `i` is in network `i % networks` and
 * behind security group `i % securityGroups`; an even public address is that of the interface of its
 * number, an odd one that of a load balancer, or of an application gateway once every load balancer
 * has one; load balancer `l` sends to interfaces `2l` and `2l + 1`.
 */

/** Which items still exist, by number. */
export interface Living {
  machine(index: number): boolean;
  disk(index: number): boolean;
  publicAddress(index: number): boolean;
  interface(index: number): boolean;
  securityGroup(index: number): boolean;
  network(index: number): boolean;
  loadBalancer(index: number): boolean;
  applicationGateway(index: number): boolean;
  sqlServer(index: number): boolean;
}

export function networkOf({ counts }: AzureScope, index: number): number | null {
  return counts.networks === 0 ? null : index % counts.networks;
}

/** Every fifth interface has no security group of its own. */
export function securityGroupOf({ counts }: AzureScope, index: number): number | null {
  return counts.securityGroups === 0 || index % 5 === 4 ? null : index % counts.securityGroups;
}

export function publicAddressOfInterface({ counts }: AzureScope, index: number): number | null {
  return index % 2 === 0 && index < counts.publicAddresses ? index : null;
}

export function publicAddressOfBalancer({ counts }: AzureScope, index: number): number | null {
  const address = index * 2 + 1;
  return address < counts.publicAddresses ? address : null;
}

export function publicAddressOfGateway({ counts }: AzureScope, index: number): number | null {
  const address = (counts.loadBalancers + index) * 2 + 1;
  return address < counts.publicAddresses ? address : null;
}

/** What a public address belongs to. */
export function userOfAddress(
  { counts }: AzureScope,
  address: number,
): { kind: 'network-interface' | 'load-balancer' | 'application-gateway'; index: number } | null {
  if (address % 2 === 0) {
    return address < counts.interfaces ? { kind: 'network-interface', index: address } : null;
  }
  const index = (address - 1) / 2;
  if (index < counts.loadBalancers) return { kind: 'load-balancer', index };
  const gateway = index - counts.loadBalancers;
  return gateway < counts.applicationGateways
    ? { kind: 'application-gateway', index: gateway }
    : null;
}

/** Address of an interface in the first subnet of its network, which is 10.<network>.0.0/17. */
export function privateAddress({ counts }: AzureScope, index: number): string {
  const network = counts.networks === 0 ? 0 : index % counts.networks;
  const host = 4 + Math.floor(index / Math.max(1, counts.networks));
  return `10.${network % 256}.${Math.floor(host / 250) % 128}.${(host % 250) + 1}`;
}

/** Different for every number; from a range of Azure. */
export function publicAddress(index: number): string {
  const host = 256 + index;
  return `20.${50 + Math.floor(host / 65_536)}.${Math.floor(host / 256) % 256}.${host % 256}`;
}
