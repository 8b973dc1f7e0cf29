import { definePass } from '@skyledger/provider-sdk';
import type { HetznerClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { toFirewall } from './firewall.mapper';

export const firewalls = definePass<HetznerClient>({
  id: 'network.firewalls',
  types: ['firewall'],
  scope: 'global',
  permissions: ['Read'],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, 'firewalls', cursor)) {
      yield toPage(page, (item) => [toFirewall(item)]);
    }
  },
});
