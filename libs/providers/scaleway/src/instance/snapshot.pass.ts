import { definePass } from '@skyledger/provider-sdk';
import type { Listing, ScalewayClient } from '../client';
import { listPlaces, toPage } from '../list-places';
import { placesOf } from '../places';
import { toSnapshot } from './snapshot.mapper';

export const snapshots = definePass<ScalewayClient>({
  id: 'instance.snapshots',
  types: ['snapshot'],
  scope: 'regional',
  permissions: ['InstancesReadOnly'],
  async *collect({ client, region, cursor }) {
    const pages = listPlaces(client, placesOf('instance', region), listing, cursor);
    for await (const page of pages) {
      const { place, items } = page;
      yield toPage(
        page,
        items.map((item) => toSnapshot(item, place)),
      );
    }
  },
});

function listing(zone: string): Listing {
  return {
    api: 'instance',
    operation: 'GET /instance/v1/snapshots',
    path: `/instance/v1/zones/${zone}/snapshots`,
    key: 'snapshots',
  };
}
