import { definePass } from '@skyledger/provider-sdk';
import type { Listing, ScalewayClient } from '../client';
import { listPlaces, toPage } from '../list-places';
import { placesOf } from '../places';
import { toImage } from './image.mapper';

export const images = definePass<ScalewayClient>({
  id: 'instance.images',
  types: ['image'],
  scope: 'regional',
  permissions: ['InstancesReadOnly'],
  async *collect({ client, region, cursor }) {
    const pages = listPlaces(client, placesOf('instance', region), listing, cursor);
    for await (const page of pages) {
      const { place, items } = page;
      yield toPage(
        page,
        items.map((item) => toImage(item, place)),
      );
    }
  },
});

function listing(zone: string): Listing {
  return {
    api: 'instance',
    operation: 'GET /instance/v1/images',
    path: `/instance/v1/zones/${zone}/images`,
    key: 'images',
    // Otherwise the images that the provider publishes come too, as far as no project is asked for.
    query: { public: 'false' },
  };
}
