import { definePass } from '@skyledger/provider-sdk';
import { cloudListing, type IonosClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { knownTags, withWarnings } from '../tagged';
import { toSnapshot } from './snapshot.mapper';

export const snapshots = definePass<IonosClient>({
  id: 'storage.snapshots',
  types: ['snapshot'],
  scope: 'global',
  permissions: ['Read snapshot'],
  async *collect({ client, cursor }) {
    const known = await knownTags(client);
    for await (const page of listPages(client, cloudListing('/snapshots', 1, null), cursor)) {
      yield withWarnings(
        toPage(page, (item) => [toSnapshot(item, known.tags)]),
        known,
      );
    }
  },
});
