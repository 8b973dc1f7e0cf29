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
import { networkName, subnetworkName } from './item-names';

export interface GcpNetwork extends EmulatedItem {
  readonly numericId: string;
  readonly created: string;
  readonly subnetworks: readonly number[];
}

export function networkGenerator(scope: GcpScope): Generate<GcpNetwork> {
  const salt = saltOf(scope.seed, scope.project, 'network');
  return (index) => {
    const random = new ItemRandom(salt, index);
    const subnetworks: number[] = [];
    const networks = Math.max(1, scope.counts.networks);
    for (let each = index; each < scope.counts.subnetworks; each += networks) {
      if (networkOfSubnetwork(scope, each) === index) subnetworks.push(each);
    }
    return {
      id: networkName(index),
      region: null,
      name: networkName(index),
      numericId: numericId(salt, index),
      created: timestamp(random.time()),
      subnetworks,
    };
  };
}

export function networkJson(scope: GcpScope, network: GcpNetwork): Record<string, unknown> {
  const selfLink = computeLink(scope, `global/networks/${network.id}`);
  return {
    kind: 'compute#network',
    id: network.numericId,
    creationTimestamp: network.created,
    name: network.name,
    description: network.id === 'default' ? 'Default network for the project' : '',
    selfLink,
    selfLinkWithId: computeLink(scope, `global/networks/${network.numericId}`),
    autoCreateSubnetworks: network.id === 'default',
    ...(network.subnetworks.length === 0
      ? {}
      : {
          subnetworks: network.subnetworks.map((each) =>
            computeLink(
              scope,
              `regions/${regionOfSubnetwork(scope, each)}/subnetworks/${subnetworkName(each)}`,
            ),
          ),
        }),
    routingConfig: { routingMode: 'REGIONAL' },
    mtu: 1460,
    networkFirewallPolicyEnforcementOrder: 'AFTER_CLASSIC_FIREWALL',
  };
}
