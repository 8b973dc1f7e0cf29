import { definePass } from '@skyledger/provider-sdk';
import type { Listing, ScalewayClient } from '../client';
import { listPlaces, toPage } from '../list-places';
import { placesOf } from '../places';
import { toBlockSnapshot } from './snapshot.mapper';

export const blockSnapshots = definePass<ScalewayClient>({
  id: 'block.snapshots',
  types: ['snapshot'],
  scope: 'regional',
  permissions: ['BlockStorageReadOnly'],
  async *collect({ client, region, cursor }) {
    const pages = listPlaces(client, placesOf('block', region), listing, cursor);
    for await (const page of pages) {
      const { place, items } = page;
      yield toPage(
        page,
        items.map((item) => toBlockSnapshot(item, place)),
      );
    }
  },
});

function listing(zone: string): Listing {
  return {
    api: 'standard',
    operation: 'GET /block/v1/snapshots',
    path: `/block/v1/zones/${zone}/snapshots`,
    key: 'snapshots',
    query: { order_by: 'created_at_asc' },
  };
}
