import { definePass } from '@skyledger/provider-sdk';
import type { Listing, ScalewayClient } from '../client';
import { listPlaces, toPage } from '../list-places';
import { placesOf } from '../places';
import { toVpc } from './vpc.mapper';

export const vpcs = definePass<ScalewayClient>({
  id: 'vpc.vpcs',
  types: ['network'],
  scope: 'regional',
  permissions: ['VPCReadOnly'],
  async *collect({ client, region, cursor }) {
    const pages = listPlaces(client, placesOf('vpc', region), listing, cursor);
    for await (const page of pages) {
      const { place, items } = page;
      yield toPage(
        page,
        items.map((item) => toVpc(item, place)),
      );
    }
  },
});

function listing(region: string): Listing {
  return {
    api: 'standard',
    operation: 'GET /vpc/v2/vpcs',
    path: `/vpc/v2/regions/${region}/vpcs`,
    key: 'vpcs',
    query: { order_by: 'created_at_asc' },
  };
}
