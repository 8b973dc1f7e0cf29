import { definePass } from '@skyledger/provider-sdk';
import type { AzureClient } from '../client';
import { listPages, readCursor, toPage } from '../list-pages';
import { SNAPSHOTS } from './compute-lists';
import { toSnapshot } from './snapshot.mapper';

export const snapshots = definePass<AzureClient>({
  id: 'compute.snapshots',
  types: ['snapshot'],
  scope: 'global',
  permissions: [SNAPSHOTS.permission],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, SNAPSHOTS, { link: readCursor(cursor) })) {
      yield toPage(page, (item) => [toSnapshot(item)]);
    }
  },
});
