import { instantOf, numberOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { nativeIdOf, wordsAsTags } from '../payload';
import { onlyRegion } from '../storage/only-region';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['NEW', 'pending'],
  ['pending', 'pending'],
  ['available', 'running'],
  ['deleted', 'deleted'],
]);

/** Custom images and backups of droplets. `null` when the payload has no id. */
export function toImage(raw: unknown): DiscoveredResource<'image'> | null {
  const image = recordOf(raw);
  const id = nativeIdOf(image['id']);
  if (id === null) return null;
  const status = textOf(image['status']);
  return {
    resourceId: `image/${id}`,
    resourceType: 'image',
    nativeType: 'image',
    name: textOf(image['name']),
    region: onlyRegion(image['regions']),
    zone: null,
    state: STATES.get(status) ?? 'unknown',
    nativeState: status,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: wordsAsTags(image['tags']),
    createdAt: instantOf(image['created_at']),
    relationships: [],
    price: null,
    attributes: {
      sizeGib: numberOf(image['size_gigabytes']),
      architecture: null,
      operatingSystem: textOf(image['distribution']),
      encryptedAtRest: null,
    },
    raw,
  };
}
