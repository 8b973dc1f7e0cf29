import { definePass } from '@skyledger/provider-sdk';
import type { AzureClient } from '../client';
import { listPages, readCursor, toPage } from '../list-pages';
import { toVault } from './vault.mapper';
import { VAULTS } from './vault-lists';

export const vaults = definePass<AzureClient>({
  id: 'keyvault.vaults',
  types: ['secret_store'],
  scope: 'global',
  permissions: [VAULTS.permission],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, VAULTS, { link: readCursor(cursor) })) {
      yield toPage(page, (item) => [toVault(item)]);
    }
  },
});
