import { definePass } from '@skyledger/provider-sdk';
import type { GcpClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { globalList } from './compute-list';
import { toFirewall } from './firewall.mapper';

export const firewalls = definePass<GcpClient>({
  id: 'compute.firewalls',
  types: ['firewall'],
  scope: 'global',
  permissions: ['compute.firewalls.list'],
  async *collect({ client, cursor }) {
    for await (const page of listPages(
      client,
      globalList(client, 'firewalls', 'firewall'),
      cursor,
    )) {
      yield toPage(page, toFirewall);
    }
  },
});
