import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { balancersOfNetwork, serversOfNetwork } from './attachments';
import { NETWORK_ZONE } from './catalogue';
import type { HetznerScope } from './hetzner-project-estate';
import { drawLabels, timestamp } from './labels';

export interface HetznerNetwork extends EmulatedItem {
  readonly created: string;
  readonly ipRange: string;
  readonly subnet: { readonly ipRange: string; readonly zone: string; readonly gateway: string };
  readonly servers: readonly number[];
  readonly loadBalancers: readonly number[];
  readonly protected: boolean;
  readonly labels: Readonly<Record<string, string>>;
}

/** Told by number whether a server or load balancer still exists: a deleted one leaves its network. */
export function networkGenerator(
  scope: HetznerScope,
  hasServer: (server: number) => boolean,
  hasBalancer: (balancer: number) => boolean,
): Generate<HetznerNetwork> {
  const salt = saltOf(scope.seed, scope.projectName, 'network');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const octet = index % 256;
    return {
      id: String(scope.firstId + index),
      region: NETWORK_ZONE,
      name: `${naming.environment}-net-${index + 1}`,
      created: timestamp(random.time()),
      ipRange: `10.${octet}.0.0/16`,
      subnet: { ipRange: `10.${octet}.1.0/24`, zone: NETWORK_ZONE, gateway: `10.${octet}.0.1` },
      servers: serversOfNetwork(scope, index)
        .filter(hasServer)
        .map((server) => scope.firstId + server),
      loadBalancers: balancersOfNetwork(scope, index)
        .filter(hasBalancer)
        .map((balancer) => scope.firstId + balancer),
      protected: random.chance(0.3),
      labels: drawLabels(random, naming, revision),
    };
  };
}

export function networkJson(network: HetznerNetwork): Record<string, unknown> {
  return {
    id: Number(network.id),
    name: network.name,
    ip_range: network.ipRange,
    subnets: [
      {
        type: 'cloud',
        ip_range: network.subnet.ipRange,
        network_zone: network.subnet.zone,
        gateway: network.subnet.gateway,
      },
    ],
    routes: [],
    servers: network.servers,
    load_balancers: network.loadBalancers,
    protection: { delete: network.protected },
    labels: network.labels,
    created: network.created,
    expose_routes_to_vswitch: false,
  };
}
