import { definePass } from '@skyledger/provider-sdk';
import { cloudListing, type IonosClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { knownTags, withWarnings } from '../tagged';
import { isOffered, toImage } from './image.mapper';

/** The contract's own images; what IONOS offers everybody is in the same list and left out. */
export const images = definePass<IonosClient>({
  id: 'storage.images',
  types: ['image'],
  scope: 'global',
  permissions: ['Read image'],
  async *collect({ client, cursor }) {
    const known = await knownTags(client);
    for await (const page of listPages(client, cloudListing('/images', 1, null), cursor)) {
      const own = page.items.filter((item) => !isOffered(item));
      yield withWarnings(
        toPage({ ...page, items: own }, (item) => [toImage(item, known.tags)]),
        known,
      );
    }
  },
});
