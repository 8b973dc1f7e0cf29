import { definePass } from '@skyledger/provider-sdk';
import type { AzureClient } from '../client';
import { listPages, readCursor, toPage } from '../list-pages';
import { PageWarnings } from '../page-warnings';
import { readPublicAddresses } from './address-book';
import { toApplicationGateway } from './application-gateway.mapper';
import { APPLICATION_GATEWAYS, PUBLIC_ADDRESSES } from './network-lists';

export const applicationGateways = definePass<AzureClient>({
  id: 'network.application-gateways',
  types: ['load_balancer'],
  scope: 'global',
  permissions: [APPLICATION_GATEWAYS.permission, PUBLIC_ADDRESSES.permission],
  async *collect({ client, cursor }) {
    const link = readCursor(cursor);
    const warnings = new PageWarnings();
    const addresses = await readPublicAddresses(client, warnings);
    for await (const page of listPages(client, APPLICATION_GATEWAYS, { link })) {
      yield toPage(page, (item) => [toApplicationGateway(item, addresses)], warnings.list());
    }
  },
});
