import type { EmulatedItem, Generate } from '../estate/collection';
import { ItemRandom, saltOf } from '../estate/random';
import {
  computeLink,
  networkOfSubnetwork,
  numericId,
  regionOfSubnetwork,
  subnetworkOf,
  timestamp,
  type GcpScope,
} from './gcp-scope';
import { networkName, subnetworkName } from './item-names';

export interface GcpRouter extends EmulatedItem {
  readonly region: string;
  readonly numericId: string;
  readonly created: string;
  readonly subnetwork: number;
  readonly asn: number;
  /** Names of its NAT gateways. */
  readonly nats: readonly string[];
}

/** Every third is for VPN or Interconnect alone; the others have a NAT gateway or two. */
export function routerGenerator(scope: GcpScope): Generate<GcpRouter> {
  const salt = saltOf(scope.seed, scope.project, 'router');
  return (index) => {
    const random = new ItemRandom(salt, index);
    const subnetwork = subnetworkOf(scope, index);
    const name = `router-${index + 1}`;
    return {
      id: name,
      region: regionOfSubnetwork(scope, subnetwork),
      name,
      numericId: numericId(salt, index),
      created: timestamp(random.time()),
      subnetwork,
      asn: 64512 + random.int(1000),
      nats: ['nat-a', 'nat-b'].slice(0, (index + 1) % 3),
    };
  };
}

export function routerJson(scope: GcpScope, router: GcpRouter): Record<string, unknown> {
  const region = `regions/${router.region}`;
  const network = networkName(networkOfSubnetwork(scope, router.subnetwork));
  return {
    kind: 'compute#router',
    id: router.numericId,
    creationTimestamp: router.created,
    name: router.name,
    description: '',
    region: computeLink(scope, region),
    network: computeLink(scope, `global/networks/${network}`),
    selfLink: computeLink(scope, `${region}/routers/${router.id}`),
    ...(router.nats.length === 0
      ? { bgp: { asn: router.asn, advertiseMode: 'DEFAULT', keepaliveInterval: 20 } }
      : { nats: router.nats.map((name) => natJson(scope, router, name)) }),
    encryptedInterconnectRouter: false,
  };
}

function natJson(scope: GcpScope, router: GcpRouter, name: string): Record<string, unknown> {
  const subnetwork = `regions/${router.region}/subnetworks/${subnetworkName(router.subnetwork)}`;
  return {
    name,
    type: 'PUBLIC',
    natIpAllocateOption: 'AUTO_ONLY',
    sourceSubnetworkIpRangesToNat: 'LIST_OF_SUBNETWORKS',
    subnetworks: [{ name: computeLink(scope, subnetwork), sourceIpRangesToNat: ['ALL_IP_RANGES'] }],
    logConfig: { enable: false, filter: 'ALL' },
    enableEndpointIndependentMapping: false,
    endpointTypes: ['ENDPOINT_TYPE_VM'],
    autoNetworkTier: 'PREMIUM',
  };
}
