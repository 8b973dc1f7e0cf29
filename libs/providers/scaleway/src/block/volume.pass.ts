import { definePass } from '@skyledger/provider-sdk';
import type { Listing, ScalewayClient } from '../client';
import { listPlaces, toPage } from '../list-places';
import { placesOf } from '../places';
import { toBlockVolume } from './volume.mapper';

export const blockVolumes = definePass<ScalewayClient>({
  id: 'block.volumes',
  types: ['volume'],
  scope: 'regional',
  permissions: ['BlockStorageReadOnly'],
  async *collect({ client, region, cursor }) {
    const pages = listPlaces(client, placesOf('block', region), listing, cursor);
    for await (const page of pages) {
      const { place, items } = page;
      yield toPage(
        page,
        items.map((item) => toBlockVolume(item, place)),
      );
    }
  },
});

function listing(zone: string): Listing {
  return {
    api: 'standard',
    operation: 'GET /block/v1/volumes',
    path: `/block/v1/zones/${zone}/volumes`,
    key: 'volumes',
    query: { order_by: 'created_at_asc' },
  };
}
