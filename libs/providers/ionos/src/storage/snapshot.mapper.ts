import { numberOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { elementOf, stateOf } from '../element';
import type { Tags } from '../tags';

/** `null` when the payload has no id. */
export function toSnapshot(raw: unknown, tags: Tags): DiscoveredResource<'snapshot'> | null {
  const { id, properties, nativeState, createdAt } = elementOf(raw);
  if (id === null) return null;
  return {
    resourceId: `snapshot/${id}`,
    resourceType: 'snapshot',
    nativeType: 'snapshot',
    name: textOf(properties['name']),
    region: textOf(properties['location']),
    zone: null,
    state: stateOf(nativeState),
    nativeState,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: tags.of('snapshot', id),
    createdAt,
    relationships: [],
    price: null,
    attributes: {
      sizeGib: numberOf(properties['size']),
      encryptedAtRest: null,
      // The API does not tell of which volume.
      sourceId: null,
      // Snapshots are shared with groups of users of the contract, never beyond it.
      isShared: false,
    },
    raw,
  };
}
