import { definePass } from '@skyledger/provider-sdk';
import type { HetznerClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { toLoadBalancer } from './load-balancer.mapper';

export const loadBalancers = definePass<HetznerClient>({
  id: 'network.load-balancers',
  types: ['load_balancer'],
  scope: 'global',
  permissions: ['Read'],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, 'load_balancers', cursor)) {
      const pricing = await client.currentPricing();
      yield toPage(page, (item) => [toLoadBalancer(item, pricing)]);
    }
  },
});
