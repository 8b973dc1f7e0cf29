import { definePass } from '@skyledger/provider-sdk';
import type { HetznerClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { toVolume } from './volume.mapper';

export const volumes = definePass<HetznerClient>({
  id: 'storage.volumes',
  types: ['volume'],
  scope: 'global',
  permissions: ['Read'],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, 'volumes', cursor)) {
      const pricing = await client.currentPricing();
      yield toPage(page, (item) => [toVolume(item, pricing)]);
    }
  },
});
