import { instantOf, numberOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { nativeIdOf, wordsAsTags } from '../payload';
import { onlyRegion } from './only-region';

/** Snapshots of droplets and of volumes. `null` when the payload has no id. */
export function toSnapshot(raw: unknown): DiscoveredResource<'snapshot'> | null {
  const snapshot = recordOf(raw);
  const id = nativeIdOf(snapshot['id']);
  if (id === null) return null;
  const type = textOf(snapshot['resource_type']);
  const source = nativeIdOf(snapshot['resource_id']);
  return {
    resourceId: `snapshot/${id}`,
    resourceType: 'snapshot',
    nativeType: 'snapshot',
    name: textOf(snapshot['name']),
    region: onlyRegion(snapshot['regions']),
    zone: null,
    state: 'running',
    nativeState: null,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: wordsAsTags(snapshot['tags']),
    createdAt: instantOf(snapshot['created_at']),
    // What it was taken of may be gone long since, so it is an attribute and no relationship.
    relationships: [],
    price: null,
    attributes: {
      sizeGib: numberOf(snapshot['size_gigabytes']),
      // Those of volumes are: https://docs.digitalocean.com/products/volumes/how-to/create-snapshot/
      encryptedAtRest: type === 'volume' ? true : null,
      sourceId: type === null || source === null ? null : `${type}/${source}`,
      isShared: null,
    },
    raw,
  };
}
