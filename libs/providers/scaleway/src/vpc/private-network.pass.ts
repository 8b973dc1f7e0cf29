import { definePass } from '@skyledger/provider-sdk';
import type { Listing, ScalewayClient } from '../client';
import { listPlaces, toPage } from '../list-places';
import { placesOf } from '../places';
import { toPrivateNetwork } from './private-network.mapper';

export const privateNetworks = definePass<ScalewayClient>({
  id: 'vpc.private-networks',
  types: ['subnet'],
  scope: 'regional',
  permissions: ['PrivateNetworksReadOnly'],
  async *collect({ client, region, cursor }) {
    const pages = listPlaces(client, placesOf('vpc', region), listing, cursor);
    for await (const page of pages) {
      const { place, items } = page;
      yield toPage(
        page,
        items.map((item) => toPrivateNetwork(item, place)),
      );
    }
  },
});

function listing(region: string): Listing {
  return {
    api: 'standard',
    operation: 'GET /vpc/v2/private-networks',
    path: `/vpc/v2/regions/${region}/private-networks`,
    key: 'private_networks',
    query: { order_by: 'created_at_asc' },
  };
}
