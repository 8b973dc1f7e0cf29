import { capacityFor } from '../../estate/collection';
import { mix32, remembered } from '../../estate/random';
import { longId, scopeSalt } from '../region-scope';
import type { AwsScope } from '../region-scope';

/** First octets of ranges that AWS announces; each gives 2^24 addresses. */
const PUBLIC_OCTETS = [3, 13, 18, 34, 52, 54] as const;

/** How many distinct public addresses there are for a whole estate. */
export const PUBLIC_ADDRESSES = PUBLIC_OCTETS.length * 0x100_0000;

/** VPCs own /16 ranges of 10/8; subnets cut them into equal pieces. */
const VPC_RANGE = 0x1_0000;
const SMALLEST_SUBNET = 0x1000;
/** AWS keeps the first four addresses of a subnet. */
const FIRST_HOST = 4;

/**
 * The addressing of one region. Subnet `j` lies in VPC `j % vpcs`, instance `i` in subnet
 * `i % subnets`; private addresses are unique within a VPC, while VPCs overlap, as they do in
 * accounts that have grown.
 */
export class NetworkPlan {
  readonly zones: readonly string[];
  private readonly subnetSize: number;
  readonly vpcId: (vpc: number) => string;
  readonly subnetId: (subnet: number) => string;
  readonly securityGroupId: (group: number) => string;

  constructor(private readonly scope: AwsScope) {
    const idsOf = (prefix: string, kind: string): ((index: number) => string) => {
      const salt = scopeSalt(scope, kind);
      return remembered((index) => longId(prefix, salt, index));
    };
    this.vpcId = idsOf('vpc', 'vpc');
    this.subnetId = idsOf('subnet', 'subnet');
    this.securityGroupId = idsOf('sg', 'security-group');
    this.zones = ['a', 'b', 'c'].map((letter) => scope.region + letter);
    const { instances, networkInterfaces, subnets } = scope.counts;
    const hosts = capacityFor(Math.max(instances, networkInterfaces));
    const needed = subnets === 0 ? 0 : Math.ceil(hosts / subnets) + 2 * FIRST_HOST;
    let size = SMALLEST_SUBNET;
    while (size < needed) size *= 2;
    if (size > VPC_RANGE) {
      throw new Error(`${hosts} addresses do not fit into ${subnets} subnets: add subnets`);
    }
    this.subnetSize = size;
  }

  vpcOfSubnet(subnet: number): number {
    return subnet % Math.max(1, this.scope.counts.vpcs);
  }

  vpcOfGroup(group: number): number {
    return group % Math.max(1, this.scope.counts.vpcs);
  }

  /** The `choice`-th of the groups of a VPC, counted around. */
  groupInVpc(vpc: number, choice: number): number {
    const { vpcs, securityGroups } = this.scope.counts;
    const inVpc = Math.ceil((securityGroups - vpc) / vpcs);
    return vpc + vpcs * (choice % inVpc);
  }

  /** The `choice`-th of the subnets of a VPC, counted around; subnet 0 where a VPC has none. */
  subnetInVpc(vpc: number, choice: number): number {
    const { vpcs, subnets } = this.scope.counts;
    const inVpc = Math.max(0, Math.ceil((subnets - vpc) / vpcs));
    return inVpc === 0 ? 0 : vpc + vpcs * (choice % inVpc);
  }

  zoneOfSubnet(subnet: number): number {
    return Math.floor(subnet / Math.max(1, this.scope.counts.vpcs)) % 3;
  }

  vpcCidrs(vpc: number): string[] {
    const { vpcs, subnets } = this.scope.counts;
    const inVpc = vpc < vpcs ? Math.ceil((subnets - vpc) / vpcs) : 0;
    const ranges = Math.max(1, Math.ceil(inVpc / (VPC_RANGE / this.subnetSize)));
    return Array.from({ length: ranges }, (_, range) => `10.${secondOctet(vpc, range)}.0.0/16`);
  }

  subnetCidr(subnet: number): string {
    const prefix = 32 - Math.log2(this.subnetSize);
    return `${this.addressIn(subnet, 0)}/${prefix}`;
  }

  /** Addresses left in a subnet by what the estate starts with. */
  freeAddresses(subnet: number): number {
    const { instances, networkInterfaces, subnets } = this.scope.counts;
    const hosts = Math.max(instances, networkInterfaces);
    const used = subnet < subnets ? Math.ceil((hosts - subnet) / subnets) : 0;
    return this.subnetSize - FIRST_HOST - 1 - Math.max(0, used);
  }

  subnetOfInstance(instance: number): number {
    return instance % this.scope.counts.subnets;
  }

  privateIp(instance: number): string {
    const { subnets } = this.scope.counts;
    return this.addressIn(instance % subnets, FIRST_HOST + Math.floor(instance / subnets));
  }

  /** A public address no other instance of the estate has. */
  publicIp(instance: number): string {
    const number = this.scope.firstPublicAddress + instance;
    const octet = PUBLIC_OCTETS[number % PUBLIC_OCTETS.length] ?? 3;
    const host = scatter24(Math.floor(number / PUBLIC_OCTETS.length));
    return `${octet}.${host >>> 16}.${(host >>> 8) & 255}.${host & 255}`;
  }

  private addressIn(subnet: number, offset: number): string {
    const vpc = this.vpcOfSubnet(subnet);
    const place = Math.floor(subnet / Math.max(1, this.scope.counts.vpcs));
    const perRange = VPC_RANGE / this.subnetSize;
    const host = (place % perRange) * this.subnetSize + offset;
    return `10.${secondOctet(vpc, Math.floor(place / perRange))}.${host >>> 8}.${host & 255}`;
  }
}

function secondOctet(vpc: number, range: number): number {
  return (vpc * 16 + range) & 255;
}

/** A bijection of 24-bit numbers, so that neighbours do not get neighbouring addresses. */
function scatter24(value: number): number {
  const high = (value >>> 12) & 0xfff;
  const low = value & 0xfff;
  const left = (high ^ mix32(low)) & 0xfff;
  const right = (low ^ mix32(left + 0x1000)) & 0xfff;
  return (left << 12) | right;
}
