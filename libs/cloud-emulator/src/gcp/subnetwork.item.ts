import type { EmulatedItem, Generate } from '../estate/collection';
import { ItemRandom, saltOf } from '../estate/random';
import {
  computeLink,
  networkOfSubnetwork,
  numericId,
  regionOfSubnetwork,
  timestamp,
  type GcpScope,
} from './gcp-scope';
import { networkName, subnetworkName, addressIn } from './item-names';

export interface GcpSubnetwork extends EmulatedItem {
  readonly region: string;
  readonly numericId: string;
  readonly created: string;
  readonly network: number;
  readonly cidr: string;
  readonly gateway: string;
  readonly secondaryCidr: string | null;
  readonly flowLogs: boolean;
}

export function subnetworkGenerator(scope: GcpScope): Generate<GcpSubnetwork> {
  const salt = saltOf(scope.seed, scope.project, 'subnetwork');
  return (index) => {
    const random = new ItemRandom(salt, index);
    return {
      id: subnetworkName(index),
      region: regionOfSubnetwork(scope, index),
      name: subnetworkName(index),
      numericId: numericId(salt, index),
      created: timestamp(random.time()),
      network: networkOfSubnetwork(scope, index),
      cidr: `${addressIn(index, 0)}/20`,
      gateway: addressIn(index, 1),
      secondaryCidr: random.chance(0.2) ? `172.${16 + (index % 16)}.0.0/20` : null,
      flowLogs: random.chance(0.4),
    };
  };
}

export function subnetworkJson(scope: GcpScope, subnet: GcpSubnetwork): Record<string, unknown> {
  return {
    kind: 'compute#subnetwork',
    id: subnet.numericId,
    creationTimestamp: subnet.created,
    name: subnet.name,
    network: computeLink(scope, `global/networks/${networkName(subnet.network)}`),
    ipCidrRange: subnet.cidr,
    gatewayAddress: subnet.gateway,
    region: computeLink(scope, `regions/${subnet.region}`),
    selfLink: computeLink(scope, `regions/${subnet.region}/subnetworks/${subnet.id}`),
    privateIpGoogleAccess: subnet.network !== 0,
    ...(subnet.secondaryCidr === null
      ? {}
      : { secondaryIpRanges: [{ rangeName: 'pods', ipCidrRange: subnet.secondaryCidr }] }),
    fingerprint: '83FGPSsB80g=',
    enableFlowLogs: subnet.flowLogs,
    privateIpv6GoogleAccess: 'DISABLE_GOOGLE_ACCESS',
    purpose: 'PRIVATE',
    stackType: 'IPV4_ONLY',
    logConfig: { enable: subnet.flowLogs },
  };
}
