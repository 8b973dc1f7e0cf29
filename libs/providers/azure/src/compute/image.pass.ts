import { definePass } from '@skyledger/provider-sdk';
import type { AzureClient } from '../client';
import { listPages, readCursor, toPage } from '../list-pages';
import { IMAGES } from './compute-lists';
import { toImage } from './image.mapper';

export const images = definePass<AzureClient>({
  id: 'compute.images',
  types: ['image'],
  scope: 'global',
  permissions: [IMAGES.permission],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, IMAGES, { link: readCursor(cursor) })) {
      yield toPage(page, (item) => [toImage(item)]);
    }
  },
});
