import { definePass, recordOf } from '@skyledger/provider-sdk';
import type { DigitalOceanClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { LISTINGS } from '../listings';
import { toImage } from './image.mapper';

/** The team's own images. Snapshots of droplets are among them, and are left to their own pass. */
export const images = definePass<DigitalOceanClient>({
  id: 'compute.images',
  types: ['image'],
  scope: 'global',
  permissions: ['image:read', 'tag:read'],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, LISTINGS.images, cursor)) {
      const items = page.items.filter((item) => recordOf(item)['type'] !== 'snapshot');
      yield toPage({ ...page, items }, toImage);
    }
  },
});
