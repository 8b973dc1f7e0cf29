import { definePass } from '@skyledger/provider-sdk';
import type { GcpClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { aggregatedList } from './compute-list';
import { toDisk } from './disk.mapper';

export const disks = definePass<GcpClient>({
  id: 'compute.disks',
  types: ['volume'],
  scope: 'global',
  permissions: ['compute.disks.list'],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, aggregatedList(client, 'disks', 'disk'), cursor)) {
      yield toPage(page, toDisk);
    }
  },
});
