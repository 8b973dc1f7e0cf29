import { definePass } from '@skyledger/provider-sdk';
import type { AzureClient } from '../client';
import { listPages, readCursor, toPage } from '../list-pages';
import { PUBLIC_ADDRESSES } from './network-lists';
import { toPublicAddress } from './public-address.mapper';

export const publicAddresses = definePass<AzureClient>({
  id: 'network.public-addresses',
  types: ['public_ip'],
  scope: 'global',
  permissions: [PUBLIC_ADDRESSES.permission],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, PUBLIC_ADDRESSES, { link: readCursor(cursor) })) {
      yield toPage(page, (item) => [toPublicAddress(item)]);
    }
  },
});
