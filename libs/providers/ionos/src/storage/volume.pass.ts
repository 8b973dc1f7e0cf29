import { definePass } from '@skyledger/provider-sdk';
import { datacenterListing, type IonosClient } from '../client';
import { eachDatacenter } from '../datacenters';
import { listPages, toPage } from '../list-pages';
import { knownTags, withWarnings } from '../tagged';
import { toVolume } from './volume.mapper';

const VOLUMES_A_PAGE = 200;

export const volumes = definePass<IonosClient>({
  id: 'storage.volumes',
  types: ['volume'],
  scope: 'global',
  permissions: ['Read data center'],
  async *collect({ client, cursor }) {
    const known = await knownTags(client);
    yield* eachDatacenter(client, cursor, async function* (datacenter, from) {
      const listing = datacenterListing(datacenter.id, 'volumes', 1, VOLUMES_A_PAGE);
      for await (const page of listPages(client, listing, from)) {
        yield withWarnings(
          toPage(page, (item) => [toVolume(item, { datacenter, tags: known.tags })]),
          known,
        );
      }
    });
  },
});
