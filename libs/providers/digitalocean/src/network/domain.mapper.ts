import { recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';

/** A domain's name is its id. `null` when the payload has none. */
export function toDomain(raw: unknown): DiscoveredResource<'dns_zone'> | null {
  const name = textOf(recordOf(raw)['name']);
  if (name === null) return null;
  return {
    resourceId: `domain/${name}`,
    resourceType: 'dns_zone',
    nativeType: 'domain',
    name,
    region: null,
    zone: null,
    state: 'running',
    nativeState: null,
    size: null,
    privateIps: [],
    publicIps: [],
    // All zones are served to the Internet.
    isPublic: true,
    tags: {},
    createdAt: null,
    relationships: [],
    price: null,
    attributes: { domainName: name, isPrivate: false, dnssecEnabled: null, recordCount: null },
    raw,
  };
}
