import { definePass } from '@skyledger/provider-sdk';
import type { GcpClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { isExternal, toAddress } from './address.mapper';
import { aggregatedList } from './compute-list';

/** Reserved external addresses; internal ones are no resources of their own. */
export const addresses = definePass<GcpClient>({
  id: 'compute.addresses',
  types: ['public_ip'],
  scope: 'global',
  permissions: ['compute.addresses.list'],
  async *collect({ client, cursor }) {
    const list = aggregatedList(client, 'addresses', 'address');
    for await (const page of listPages(client, list, cursor)) {
      yield toPage({ ...page, items: page.items.filter(isExternal) }, toAddress);
    }
  },
});
