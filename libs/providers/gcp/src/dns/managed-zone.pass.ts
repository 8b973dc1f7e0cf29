import { definePass } from '@skyledger/provider-sdk';
import type { GcpClient } from '../client';
import { itemsIn, listPages, toPage, type GoogleList } from '../list-pages';
import { toManagedZone } from './managed-zone.mapper';

const PAGE_SIZE = 500;

export const managedZones = definePass<GcpClient>({
  id: 'dns.managed-zones',
  types: ['dns_zone'],
  scope: 'global',
  permissions: ['dns.managedZones.list'],
  async *collect({ client, cursor }) {
    const list: GoogleList = {
      service: 'dns',
      permission: 'dns.managedZones.list',
      path: `/projects/${client.projectId}/managedZones`,
      query: { maxResults: PAGE_SIZE },
      kind: 'dns#managedZonesListResponse',
      read: (body) => ({ items: itemsIn(body, 'managedZones'), warnings: [] }),
    };
    for await (const page of listPages(client, list, cursor)) {
      yield toPage(page, (item) => toManagedZone(item, client.projectId));
    }
  },
});
