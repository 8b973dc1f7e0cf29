import { definePass } from '@skyledger/provider-sdk';
import type { HetznerClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { toDnsZone } from './dns-zone.mapper';

export const dnsZones = definePass<HetznerClient>({
  id: 'network.dns-zones',
  types: ['dns_zone'],
  scope: 'global',
  permissions: ['Read'],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, 'zones', cursor)) {
      yield toPage(page, (item) => [toDnsZone(item)]);
    }
  },
});
