import { instantOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { gibOf, labelsOf, regionOfZone, resourceIdOf } from '../payload';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['available', 'running'],
  ['exporting', 'running'],
  ['snapshotting', 'pending'],
  ['importing', 'pending'],
  ['error', 'error'],
  ['invalid_data', 'error'],
]);

/** A snapshot that the Instance API keeps; `null` when the payload has no id. */
export function toSnapshot(raw: unknown, zone: string): DiscoveredResource<'snapshot'> | null {
  const snapshot = recordOf(raw);
  const id = textOf(snapshot['id']);
  if (id === null) return null;
  const state = textOf(snapshot['state']);
  const volume = textOf(recordOf(snapshot['base_volume'])['id']);
  return {
    resourceId: resourceIdOf('snapshot', zone, id),
    resourceType: 'snapshot',
    nativeType: 'instance_snapshot',
    name: textOf(snapshot['name']),
    region: regionOfZone(zone),
    zone,
    state: STATES.get(state) ?? 'unknown',
    nativeState: state,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: labelsOf(snapshot['tags']),
    createdAt: instantOf(snapshot['creation_date']),
    relationships: [],
    price: null,
    attributes: {
      sizeGib: gibOf(snapshot['size']),
      encryptedAtRest: null,
      sourceId: volume === null ? null : resourceIdOf('volume', zone, volume),
      // Only images made of it can be shared.
      isShared: null,
    },
    raw,
  };
}
