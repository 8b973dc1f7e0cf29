import { definePass } from '@skyledger/provider-sdk';
import type { DigitalOceanClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { LISTINGS } from '../listings';
import { toDomain } from './domain.mapper';

export const domains = definePass<DigitalOceanClient>({
  id: 'network.domains',
  types: ['dns_zone'],
  scope: 'global',
  permissions: ['domain:read'],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, LISTINGS.domains, cursor)) {
      yield toPage(page, toDomain);
    }
  },
});
