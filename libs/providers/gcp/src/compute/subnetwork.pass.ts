import { definePass } from '@skyledger/provider-sdk';
import type { GcpClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { aggregatedList } from './compute-list';
import { toSubnetwork } from './subnetwork.mapper';

export const subnetworks = definePass<GcpClient>({
  id: 'compute.subnetworks',
  types: ['subnet'],
  scope: 'global',
  permissions: ['compute.subnetworks.list'],
  async *collect({ client, cursor }) {
    for await (const page of listPages(
      client,
      aggregatedList(client, 'subnetworks', 'subnetwork'),
      cursor,
    )) {
      yield toPage(page, toSubnetwork);
    }
  },
});
