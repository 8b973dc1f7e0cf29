import { definePass } from '@skyledger/provider-sdk';
import type { DigitalOceanClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { LISTINGS } from '../listings';
import { toLoadBalancer } from './load-balancer.mapper';

export const loadBalancers = definePass<DigitalOceanClient>({
  id: 'network.load-balancers',
  types: ['load_balancer'],
  scope: 'global',
  permissions: ['load_balancer:read', 'droplet:read', 'vpc:read'],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, LISTINGS.loadBalancers, cursor)) {
      yield toPage(page, toLoadBalancer);
    }
  },
});
