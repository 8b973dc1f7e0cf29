import { definePass } from '@skyledger/provider-sdk';
import type { GcpClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { globalList } from './compute-list';
import { toImage } from './image.mapper';

export const images = definePass<GcpClient>({
  id: 'compute.images',
  types: ['image'],
  scope: 'global',
  permissions: ['compute.images.list'],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, globalList(client, 'images', 'image'), cursor)) {
      yield toPage(page, toImage);
    }
  },
});
