import { definePass } from '@skyledger/provider-sdk';
import type { HetznerClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { toFloatingIp } from './floating-ip.mapper';

/** Addresses that move between servers. */
export const floatingIps = definePass<HetznerClient>({
  id: 'network.floating-ips',
  types: ['public_ip'],
  scope: 'global',
  permissions: ['Read'],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, 'floating_ips', cursor)) {
      const pricing = await client.currentPricing();
      yield toPage(page, (item) => [toFloatingIp(item, pricing)]);
    }
  },
});
