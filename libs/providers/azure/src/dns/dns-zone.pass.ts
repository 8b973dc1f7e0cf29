import { definePass, type Pass } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import type { ArmList } from '../arm-list';
import type { AzureClient } from '../client';
import { listPages, readCursor, toPage } from '../list-pages';
import { DNS_ZONES, PRIVATE_DNS_ZONES } from './dns-lists';
import { toDnsZone, toPrivateDnsZone } from './dns-zone.mapper';

export const dnsZones = zonePass('dns.zones', DNS_ZONES, toDnsZone);
export const privateDnsZones = zonePass('dns.private-zones', PRIVATE_DNS_ZONES, toPrivateDnsZone);

function zonePass(
  id: string,
  list: ArmList,
  map: (raw: unknown) => DiscoveredResource<'dns_zone'> | null,
): Pass<AzureClient> {
  return definePass<AzureClient>({
    id,
    types: ['dns_zone'],
    scope: 'global',
    permissions: [list.permission],
    async *collect({ client, cursor }) {
      for await (const page of listPages(client, list, { link: readCursor(cursor) })) {
        yield toPage(page, (item) => [map(item)]);
      }
    },
  });
}
