import type { InstanceNetworkInterface, NetworkInterface } from '@aws-sdk/client-ec2';
import { textOf } from '@skyledger/provider-sdk';
import { objectsOf, sortedTexts } from '../payload';

/** The addresses that are told beside the interfaces; those of IPv4 come first in the answer. */
export interface PrimaryAddresses {
  private: unknown;
  public: unknown;
  v6: string | undefined;
}

/** Every address of some network interfaces, the primary one first, the others sorted. */
export function addressesOf(
  interfaces: readonly (InstanceNetworkInterface | NetworkInterface)[],
  primary: PrimaryAddresses,
): { private: string[]; public: string[] } {
  const v4 = interfaces.flatMap((each) => objectsOf(each.PrivateIpAddresses));
  const v6 = interfaces.flatMap((each) => objectsOf(each.Ipv6Addresses));
  const v6Addresses = [primary.v6, ...v6.map((each) => each.Ipv6Address)];
  return {
    private: primaryFirst(primary.private, [
      ...interfaces.map((each) => each.PrivateIpAddress),
      ...v4.map((each) => each.PrivateIpAddress),
      ...v6Addresses.filter((address) => !isGlobalV6(address)),
    ]),
    public: primaryFirst(primary.public, [
      ...interfaces.map((each) => each.Association?.PublicIp),
      ...v4.map((each) => each.Association?.PublicIp),
      ...v6Addresses.filter(isGlobalV6),
    ]),
  };
}

/** Global unicast (2000::/3): unlike an IPv4 address of a VPC it is the same on the Internet. */
function isGlobalV6(address: string | undefined): boolean {
  return typeof address === 'string' && /^[23][0-9a-f]{3}:/i.test(address);
}

function primaryFirst(primary: unknown, all: readonly unknown[]): string[] {
  const first = textOf(primary);
  return [...new Set([...(first === null ? [] : [first]), ...sortedTexts(all)])];
}
