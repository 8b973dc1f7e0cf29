import { definePass } from '@skyledger/provider-sdk';
import type { HetznerClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { toPrimaryIp } from './primary-ip.mapper';

/** The addresses of servers, which can be kept when a server goes. */
export const primaryIps = definePass<HetznerClient>({
  id: 'network.primary-ips',
  types: ['public_ip'],
  scope: 'global',
  permissions: ['Read'],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, 'primary_ips', cursor)) {
      const pricing = await client.currentPricing();
      yield toPage(page, (item) => [toPrimaryIp(item, pricing)]);
    }
  },
});
