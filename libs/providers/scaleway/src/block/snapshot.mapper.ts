import { instantOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { gibOf, labelsOf, regionOfZone, resourceIdOf } from '../payload';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['available', 'running'],
  ['in_use', 'running'],
  ['exporting', 'running'],
  ['creating', 'pending'],
  ['deleting', 'pending'],
  ['deleted', 'deleted'],
  ['error', 'error'],
  ['locked', 'error'],
]);

/** A snapshot of Block Storage; `null` when the payload has no id. */
export function toBlockSnapshot(raw: unknown, zone: string): DiscoveredResource<'snapshot'> | null {
  const snapshot = recordOf(raw);
  const id = textOf(snapshot['id']);
  if (id === null) return null;
  const status = textOf(snapshot['status']);
  const volume = textOf(recordOf(snapshot['parent_volume'])['id']);
  const shared = snapshot['public'];
  return {
    resourceId: resourceIdOf('snapshot', zone, id),
    resourceType: 'snapshot',
    nativeType: 'block_snapshot',
    name: textOf(snapshot['name']),
    region: regionOfZone(zone),
    zone,
    state: STATES.get(status) ?? 'unknown',
    nativeState: status,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: labelsOf(snapshot['tags']),
    createdAt: instantOf(snapshot['created_at']),
    relationships: [],
    price: null,
    attributes: {
      sizeGib: gibOf(snapshot['size']),
      encryptedAtRest: null,
      sourceId: volume === null ? null : resourceIdOf('volume', zone, volume),
      isShared: typeof shared === 'boolean' ? shared : null,
    },
    raw,
  };
}
