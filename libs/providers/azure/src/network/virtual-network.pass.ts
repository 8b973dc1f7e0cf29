import { definePass } from '@skyledger/provider-sdk';
import type { AzureClient } from '../client';
import { listPages, readCursor, toPage } from '../list-pages';
import { VIRTUAL_NETWORKS } from './network-lists';
import { toSubnets, toVirtualNetwork } from './virtual-network.mapper';

/** Networks, each followed by its subnets. */
export const virtualNetworks = definePass<AzureClient>({
  id: 'network.virtual-networks',
  types: ['network', 'subnet'],
  scope: 'global',
  permissions: [VIRTUAL_NETWORKS.permission],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, VIRTUAL_NETWORKS, { link: readCursor(cursor) })) {
      yield toPage(page, (item) => [toVirtualNetwork(item), ...toSubnets(item)]);
    }
  },
});
