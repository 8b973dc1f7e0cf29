import { definePass } from '@skyledger/provider-sdk';
import type { HetznerClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { toImage } from './image.mapper';

/** Snapshots and backups of servers; what Hetzner offers to everyone is left out. */
export const images = definePass<HetznerClient>({
  id: 'compute.images',
  types: ['snapshot'],
  scope: 'global',
  permissions: ['Read'],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, 'images', cursor)) {
      const pricing = await client.currentPricing();
      yield toPage(page, (item) => [toImage(item, pricing)]);
    }
  },
});
