import { definePass } from '@skyledger/provider-sdk';
import type { DigitalOceanClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { LISTINGS } from '../listings';
import { toSnapshot } from './snapshot.mapper';

export const snapshots = definePass<DigitalOceanClient>({
  id: 'storage.snapshots',
  types: ['snapshot'],
  scope: 'global',
  permissions: ['snapshot:read', 'tag:read'],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, LISTINGS.snapshots, cursor)) {
      yield toPage(page, toSnapshot);
    }
  },
});
