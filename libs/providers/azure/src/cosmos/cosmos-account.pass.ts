import { definePass } from '@skyledger/provider-sdk';
import type { AzureClient } from '../client';
import { listPages, readCursor, toPage } from '../list-pages';
import { toCosmosAccount } from './cosmos-account.mapper';
import { COSMOS_ACCOUNTS } from './cosmos-lists';

export const cosmosAccounts = definePass<AzureClient>({
  id: 'cosmos.accounts',
  types: ['database'],
  scope: 'global',
  permissions: [COSMOS_ACCOUNTS.permission],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, COSMOS_ACCOUNTS, { link: readCursor(cursor) })) {
      yield toPage(page, (item) => [toCosmosAccount(item)]);
    }
  },
});
