import { definePass } from '@skyledger/provider-sdk';
import type { HetznerClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { toStorageBox } from './storage-box.mapper';

/** Storage boxes of the project; those still in Robot alone are not of it. */
export const storageBoxes = definePass<HetznerClient>({
  id: 'storage.storage-boxes',
  types: ['file_system'],
  scope: 'global',
  permissions: ['Read'],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, 'storage_boxes', cursor)) {
      const pricing = await client.currentPricing();
      yield toPage(page, (item) => [toStorageBox(item, pricing)]);
    }
  },
});
