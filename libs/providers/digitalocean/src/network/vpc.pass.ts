import { definePass } from '@skyledger/provider-sdk';
import type { DigitalOceanClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { LISTINGS } from '../listings';
import { toVpc } from './vpc.mapper';

export const vpcs = definePass<DigitalOceanClient>({
  id: 'network.vpcs',
  types: ['network'],
  scope: 'global',
  permissions: ['vpc:read'],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, LISTINGS.vpcs, cursor)) {
      yield toPage(page, toVpc);
    }
  },
});
