import { definePass, type Pass } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { datacenterListing, type IonosClient } from '../client';
import { eachDatacenter, type Datacenter } from '../datacenters';
import { Lans, readLans } from '../lans';
import { listPages, toPage } from '../list-pages';
import {
  toClassicLoadBalancer,
  toManagedLoadBalancer,
  type LoadBalancerContext,
} from './load-balancer.mapper';

const BALANCERS_A_PAGE = 100;

export const networkLoadBalancers = balancerPass(
  'network.network-load-balancers',
  'networkloadbalancers',
  readLans,
  (item, context) => toManagedLoadBalancer(item, 'network', context),
);

export const applicationLoadBalancers = balancerPass(
  'network.application-load-balancers',
  'applicationloadbalancers',
  readLans,
  (item, context) => toManagedLoadBalancer(item, 'application', context),
);

/** They name no LAN, so none are asked for. */
export const classicLoadBalancers = balancerPass(
  'network.load-balancers',
  'loadbalancers',
  (_client, { id }) => Promise.resolve(new Lans(id, new Map())),
  (item, { datacenter }) => toClassicLoadBalancer(item, datacenter),
);

function balancerPass(
  id: string,
  list: string,
  lansOf: (client: IonosClient, datacenter: Datacenter) => Promise<Lans>,
  map: (item: unknown, context: LoadBalancerContext) => DiscoveredResource | null,
): Pass<IonosClient> {
  return definePass<IonosClient>({
    id,
    types: ['load_balancer'],
    scope: 'global',
    permissions: ['Read data center'],
    async *collect({ client, cursor }) {
      yield* eachDatacenter(client, cursor, async function* (datacenter, from) {
        const lans = await lansOf(client, datacenter);
        // Depth 2 brings rules and balanced interfaces.
        const listing = datacenterListing(datacenter.id, list, 2, BALANCERS_A_PAGE);
        for await (const page of listPages(client, listing, from)) {
          yield toPage(page, (item) => [map(item, { datacenter, lans })]);
        }
      });
    },
  });
}
