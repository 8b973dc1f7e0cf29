import { definePass } from '@skyledger/provider-sdk';
import type { GcpClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { globalList } from './compute-list';
import { toSnapshot } from './snapshot.mapper';

export const snapshots = definePass<GcpClient>({
  id: 'compute.snapshots',
  types: ['snapshot'],
  scope: 'global',
  permissions: ['compute.snapshots.list'],
  async *collect({ client, cursor }) {
    for await (const page of listPages(
      client,
      globalList(client, 'snapshots', 'snapshot'),
      cursor,
    )) {
      yield toPage(page, toSnapshot);
    }
  },
});
