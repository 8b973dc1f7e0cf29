import { definePass, recordOf, textOf, type PageWarning } from '@skyledger/provider-sdk';
import type { Listing, ScalewayClient } from '../client';
import { withDetails } from '../details';
import { readAll } from '../list-pages';
import { listPlaces, toPage, type PlacePage } from '../list-places';
import { placesOf } from '../places';
import { privateAddresses } from '../private-addresses';
import { toLoadBalancer } from './load-balancer.mapper';

/** Load balancers, zone by zone, with their private networks and their addresses there. */
export const loadBalancers = definePass<ScalewayClient>({
  id: 'lb.load-balancers',
  types: ['load_balancer'],
  scope: 'regional',
  permissions: ['LoadBalancersReadOnly', 'IPAMReadOnly'],
  async *collect({ client, region, cursor }) {
    const pages = listPlaces(client, placesOf('lb', region), listing, cursor);
    for await (const page of pages) {
      const { place: zone } = page;
      const attached = await withDetails(page.items, (item) => networksOf(client, zone, item));
      const ids = attached.found.flatMap(({ item, detail }) =>
        detail.items.length > 0 ? [idOf(item)] : [],
      );
      const asked = await privateAddresses(client, { region, resourceType: 'lb_server', ids });
      const details = attached.found.flatMap(({ detail }) => detail.warnings);
      yield toPage(
        withWarnings(page, [...attached.warnings, ...details, ...asked.warnings]),
        attached.found.map(({ item, detail }) =>
          toLoadBalancer(item, {
            zone,
            networks: detail.items,
            addresses: asked.addresses.get(idOf(item)) ?? [],
          }),
        ),
      );
    }
  },
});

function listing(zone: string): Listing {
  return {
    api: 'standard',
    operation: 'GET /lb/v1/lbs',
    path: `/lb/v1/zones/${zone}/lbs`,
    key: 'lbs',
    query: { order_by: 'created_at_asc' },
  };
}

/** Asked for only where there are any, or where the load balancer does not tell. */
async function networksOf(
  client: ScalewayClient,
  zone: string,
  balancer: unknown,
): ReturnType<typeof readAll> {
  const id = idOf(balancer);
  if (id === '' || recordOf(balancer)['private_network_count'] === 0) {
    return { items: [], warnings: [] };
  }
  return readAll(client, {
    api: 'standard',
    operation: 'GET /lb/v1/lbs/private-networks',
    path: `/lb/v1/zones/${zone}/lbs/${encodeURIComponent(id)}/private-networks`,
    key: 'private_network',
  });
}

function idOf(balancer: unknown): string {
  return textOf(recordOf(balancer)['id']) ?? '';
}

function withWarnings(page: PlacePage, warnings: readonly PageWarning[]): PlacePage {
  return { ...page, warnings: [...page.warnings, ...warnings] };
}
