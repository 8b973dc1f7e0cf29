import { definePass } from '@skyledger/provider-sdk';
import type { GcpClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { globalList } from './compute-list';
import { toNetwork } from './network.mapper';

export const networks = definePass<GcpClient>({
  id: 'compute.networks',
  types: ['network'],
  scope: 'global',
  permissions: ['compute.networks.list'],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, globalList(client, 'networks', 'network'), cursor)) {
      yield toPage(page, toNetwork);
    }
  },
});
