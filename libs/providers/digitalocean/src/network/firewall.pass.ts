import { definePass } from '@skyledger/provider-sdk';
import type { DigitalOceanClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { LISTINGS } from '../listings';
import { toFirewall } from './firewall.mapper';

export const firewalls = definePass<DigitalOceanClient>({
  id: 'network.firewalls',
  types: ['firewall'],
  scope: 'global',
  permissions: ['firewall:read'],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, LISTINGS.firewalls, cursor)) {
      yield toPage(page, toFirewall);
    }
  },
});
