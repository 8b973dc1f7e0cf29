import type { ItemRandom } from '../../estate/random';
import type { NetworkPlan } from './network-plan';

/** Where something of a service stands in the network. */
export interface Place {
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly zone: string;
  readonly securityGroupId: string;
}

/** A place in one of the VPCs of a region. */
export function drawPlace(random: ItemRandom, plan: NetworkPlan, index: number): Place {
  const subnet = plan.subnetOfInstance(index);
  const vpc = plan.vpcOfSubnet(subnet);
  const subnets = [...new Set([0, 1].map((choice) => plan.subnetInVpc(vpc, choice)))];
  return {
    vpcId: plan.vpcId(vpc),
    subnetIds: subnets.map((each) => plan.subnetId(each)),
    zone: plan.zones[plan.zoneOfSubnet(subnet)] ?? plan.zones[0] ?? '',
    securityGroupId: plan.securityGroupId(plan.groupInVpc(vpc, random.int(1000))),
  };
}
