import { definePass } from '@skyledger/provider-sdk';
import type { AzureClient } from '../client';
import { listPages, readCursor, toPage } from '../list-pages';
import { STORAGE_ACCOUNTS } from './storage-lists';
import { toStorageAccount } from './storage-account.mapper';

export const storageAccounts = definePass<AzureClient>({
  id: 'storage.accounts',
  types: ['storage_account'],
  scope: 'global',
  permissions: [STORAGE_ACCOUNTS.permission],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, STORAGE_ACCOUNTS, { link: readCursor(cursor) })) {
      yield toPage(page, (item) => [toStorageAccount(item)]);
    }
  },
});
