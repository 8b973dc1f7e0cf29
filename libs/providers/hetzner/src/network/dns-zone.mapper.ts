import { idOf, instantOf, integerOf, recordOf, tagsOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['ok', 'running'],
  ['updating', 'pending'],
  ['error', 'error'],
]);

/** `null` when the payload has no id. */
export function toDnsZone(raw: unknown): DiscoveredResource<'dns_zone'> | null {
  const zone = recordOf(raw);
  const id = idOf(zone['id']);
  if (id === null) return null;
  const name = textOf(zone['name']);
  const status = textOf(zone['status']);
  return {
    resourceId: `zone/${id}`,
    resourceType: 'dns_zone',
    nativeType: 'zone',
    name,
    region: null,
    zone: null,
    state: STATES.get(status) ?? 'unknown',
    nativeState: status,
    size: null,
    privateIps: [],
    publicIps: [],
    // All zones are served to the Internet.
    isPublic: true,
    tags: tagsOf(zone['labels']),
    createdAt: instantOf(zone['created']),
    relationships: [],
    price: null,
    attributes: {
      domainName: name,
      isPrivate: false,
      // The API does not tell.
      dnssecEnabled: null,
      recordCount: integerOf(zone['record_count']),
    },
    raw,
  };
}
