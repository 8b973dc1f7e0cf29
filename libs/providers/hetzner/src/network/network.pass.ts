import { definePass, listOf, recordOf } from '@skyledger/provider-sdk';
import type { HetznerClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { toNetwork } from './network.mapper';
import { toSubnet } from './subnet.mapper';

/** Networks, each followed by its subnets, which the API does not list by themselves. */
export const networks = definePass<HetznerClient>({
  id: 'network.networks',
  types: ['network', 'subnet'],
  scope: 'global',
  permissions: ['Read'],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, 'networks', cursor)) {
      yield toPage(page, (item) => [
        toNetwork(item),
        ...listOf(recordOf(item)['subnets']).map((subnet) => toSubnet(item, subnet)),
      ]);
    }
  },
});
