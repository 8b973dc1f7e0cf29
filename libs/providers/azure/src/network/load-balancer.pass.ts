import { definePass } from '@skyledger/provider-sdk';
import type { AzureClient } from '../client';
import { listPages, readCursor, toPage } from '../list-pages';
import { PageWarnings } from '../page-warnings';
import { readPublicAddresses } from './address-book';
import { toLoadBalancer } from './load-balancer.mapper';
import { LOAD_BALANCERS, PUBLIC_ADDRESSES } from './network-lists';

export const loadBalancers = definePass<AzureClient>({
  id: 'network.load-balancers',
  types: ['load_balancer'],
  scope: 'global',
  permissions: [LOAD_BALANCERS.permission, PUBLIC_ADDRESSES.permission],
  async *collect({ client, cursor }) {
    const link = readCursor(cursor);
    const warnings = new PageWarnings();
    const addresses = await readPublicAddresses(client, warnings);
    for await (const page of listPages(client, LOAD_BALANCERS, { link })) {
      yield toPage(page, (item) => [toLoadBalancer(item, addresses)], warnings.list());
    }
  },
});
