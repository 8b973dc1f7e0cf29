import { instantOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { gibOf, labelsOf, regionOfZone, related, resourceIdOf } from '../payload';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['available', 'running'],
  // It can be used meanwhile.
  ['snapshotting', 'running'],
  ['saving', 'running'],
  ['fetching', 'pending'],
  ['attaching', 'pending'],
  ['resizing', 'pending'],
  ['hotsyncing', 'pending'],
  ['error', 'error'],
]);

/** A volume that the Instance API keeps; `null` when the payload has no id. */
export function toVolume(raw: unknown, zone: string): DiscoveredResource<'volume'> | null {
  const volume = recordOf(raw);
  const id = textOf(volume['id']);
  if (id === null) return null;
  const state = textOf(volume['state']);
  const server = textOf(recordOf(volume['server'])['id']);
  return {
    resourceId: resourceIdOf('volume', zone, id),
    resourceType: 'volume',
    nativeType: 'instance_volume',
    name: textOf(volume['name']),
    region: regionOfZone(zone),
    zone,
    state: STATES.get(state) ?? 'unknown',
    nativeState: state,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: labelsOf(volume['tags']),
    createdAt: instantOf(volume['creation_date']),
    relationships: related('attached_to', 'server', zone, [server]),
    price: null,
    attributes: {
      sizeGib: gibOf(volume['size']),
      // The API does not tell; people may encrypt inside the volume.
      encryptedAtRest: null,
      kind: textOf(volume['volume_type']),
    },
    raw,
  };
}

/** Whether the volume is one of Block Storage, which its own pass tells more of. */
export function isOfBlockStorage(raw: unknown): boolean {
  return textOf(recordOf(raw)['volume_type'])?.startsWith('sbs_') ?? false;
}
