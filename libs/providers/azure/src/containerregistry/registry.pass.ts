import { definePass } from '@skyledger/provider-sdk';
import type { AzureClient } from '../client';
import { listPages, readCursor, toPage } from '../list-pages';
import { toRegistry } from './registry.mapper';
import { REGISTRIES } from './registry-lists';

export const registries = definePass<AzureClient>({
  id: 'containerregistry.registries',
  types: ['registry'],
  scope: 'global',
  permissions: [REGISTRIES.permission],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, REGISTRIES, { link: readCursor(cursor) })) {
      yield toPage(page, (item) => [toRegistry(item)]);
    }
  },
});
