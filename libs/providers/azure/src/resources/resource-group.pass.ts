import { definePass } from '@skyledger/provider-sdk';
import type { AzureClient } from '../client';
import { listPages, readCursor, toPage } from '../list-pages';
import { RESOURCE_GROUPS } from './group-lists';
import { toResourceGroup } from './resource-group.mapper';

export const resourceGroups = definePass<AzureClient>({
  id: 'resources.groups',
  types: ['resource_group'],
  scope: 'global',
  permissions: [RESOURCE_GROUPS.permission],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, RESOURCE_GROUPS, { link: readCursor(cursor) })) {
      yield toPage(page, (item) => [toResourceGroup(item)]);
    }
  },
});
