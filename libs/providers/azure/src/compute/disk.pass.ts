import { definePass } from '@skyledger/provider-sdk';
import type { AzureClient } from '../client';
import { listPages, readCursor, toPage } from '../list-pages';
import { DISKS } from './compute-lists';
import { toDisk } from './disk.mapper';

export const disks = definePass<AzureClient>({
  id: 'compute.disks',
  types: ['volume'],
  scope: 'global',
  permissions: [DISKS.permission],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, DISKS, { link: readCursor(cursor) })) {
      yield toPage(page, (item) => [toDisk(item)]);
    }
  },
});
