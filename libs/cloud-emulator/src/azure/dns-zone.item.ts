import type { Generate } from '../estate/collection';
import { ARM_KINDS, drawItem, drawTags, idOf, nameOf } from './arm-names';
import type { AzureScope } from './arm-names';
import type { AzureItem } from './compute.items';

export type ZoneKind = 'dns-zone' | 'private-dns-zone';

export interface AzureDnsZone extends AzureItem {
  readonly kind: ZoneKind;
  readonly records: number;
}

export function dnsZoneGenerator(kind: ZoneKind): (scope: AzureScope) => Generate<AzureDnsZone> {
  return (scope) => (index, revision) => {
    const { random, naming } = drawItem(scope, kind, index);
    return {
      id: idOf(scope, kind, index),
      region: 'global',
      name: nameOf(scope, kind, index),
      kind,
      // Those that every zone has: the name servers, where it is public, and the start of authority.
      records: (kind === 'dns-zone' ? 2 : 1) + random.int(40),
      tags: drawTags(random, naming, revision),
    };
  };
}

export function dnsZoneJson(zone: AzureDnsZone): Record<string, unknown> {
  const isPrivate = zone.kind === 'private-dns-zone';
  return {
    id: zone.id.replace('/resourceGroups/', '/resourcegroups/'),
    name: zone.name,
    type: ARM_KINDS[zone.kind].type,
    etag: '00000000-0000-0000-0000-000000000000',
    location: 'global',
    tags: zone.tags,
    properties: {
      maxNumberOfRecordSets: isPrivate ? 25_000 : 10_000,
      numberOfRecordSets: zone.records,
      ...(isPrivate
        ? {
            maxNumberOfVirtualNetworkLinks: 1000,
            numberOfVirtualNetworkLinks: 0,
            maxNumberOfVirtualNetworkLinksWithRegistration: 100,
            numberOfVirtualNetworkLinksWithRegistration: 0,
            provisioningState: 'Succeeded',
          }
        : {
            nameServers: ['ns1-01.azure-dns.com.', 'ns2-01.azure-dns.net.'],
            zoneType: 'Public',
          }),
    },
  };
}
