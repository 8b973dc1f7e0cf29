import { definePass } from '@skyledger/provider-sdk';
import type { AzureClient } from '../client';
import { listPages, readCursor, toPage } from '../list-pages';
import { PageWarnings } from '../page-warnings';
import { readPublicAddresses } from './address-book';
import { toNetworkInterface } from './network-interface.mapper';
import { NETWORK_INTERFACES, PUBLIC_ADDRESSES } from './network-lists';

export const networkInterfaces = definePass<AzureClient>({
  id: 'network.interfaces',
  types: ['network_interface'],
  scope: 'global',
  permissions: [NETWORK_INTERFACES.permission, PUBLIC_ADDRESSES.permission],
  async *collect({ client, cursor }) {
    const link = readCursor(cursor);
    const warnings = new PageWarnings();
    const addresses = await readPublicAddresses(client, warnings);
    for await (const page of listPages(client, NETWORK_INTERFACES, { link })) {
      yield toPage(page, (item) => [toNetworkInterface(item, addresses)], warnings.list());
    }
  },
});
