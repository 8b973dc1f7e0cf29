import { instantOf, listOf, numberOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { nativeIdOf, regionOf, related, wordsAsTags } from '../payload';

/** `null` when the payload has no id. */
export function toVolume(raw: unknown): DiscoveredResource<'volume'> | null {
  const volume = recordOf(raw);
  const id = nativeIdOf(volume['id']);
  if (id === null) return null;
  return {
    resourceId: `volume/${id}`,
    resourceType: 'volume',
    nativeType: 'volume',
    name: textOf(volume['name']),
    region: regionOf(volume['region']),
    zone: null,
    // A volume has no states: it works while it exists.
    state: 'running',
    nativeState: null,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: wordsAsTags(volume['tags']),
    createdAt: instantOf(volume['created_at']),
    relationships: related('attached_to', 'droplet', listOf(volume['droplet_ids'])),
    price: null,
    attributes: {
      // What the API calls gigabytes is 1024^3 bytes (its description says so).
      sizeGib: numberOf(volume['size_gigabytes']),
      // All are: https://docs.digitalocean.com/products/volumes/details/features/
      encryptedAtRest: true,
      kind: null,
    },
    raw,
  };
}
