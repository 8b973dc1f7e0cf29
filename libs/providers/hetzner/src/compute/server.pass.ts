import { definePass } from '@skyledger/provider-sdk';
import type { HetznerClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { toServer } from './server.mapper';

export const servers = definePass<HetznerClient>({
  id: 'compute.servers',
  types: ['vm'],
  scope: 'global',
  permissions: ['Read'],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, 'servers', cursor)) {
      const pricing = await client.currentPricing();
      yield toPage(page, (item) => [toServer(item, pricing)]);
    }
  },
});
