import { definePass } from '@skyledger/provider-sdk';
import type { Listing, ScalewayClient } from '../client';
import { listPlaces, toPage } from '../list-places';
import { placesOf } from '../places';
import { isOfBlockStorage, toVolume } from './volume.mapper';

/** Local volumes and old block volumes; those of Block Storage have a pass of their own. */
export const volumes = definePass<ScalewayClient>({
  id: 'instance.volumes',
  types: ['volume'],
  scope: 'regional',
  permissions: ['InstancesReadOnly'],
  async *collect({ client, region, cursor }) {
    const pages = listPlaces(client, placesOf('instance', region), listing, cursor);
    for await (const page of pages) {
      const { place, items } = page;
      yield toPage(
        page,
        items.filter((item) => !isOfBlockStorage(item)).map((item) => toVolume(item, place)),
      );
    }
  },
});

function listing(zone: string): Listing {
  return {
    api: 'instance',
    operation: 'GET /instance/v1/volumes',
    path: `/instance/v1/zones/${zone}/volumes`,
    key: 'volumes',
  };
}
