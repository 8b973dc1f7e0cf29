import { instantOf, listOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { gibOf, labelsOf, regionOfZone, related, resourceIdOf } from '../payload';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['available', 'running'],
  ['in_use', 'running'],
  // It can be used meanwhile.
  ['snapshotting', 'running'],
  ['resizing', 'running'],
  ['updating', 'running'],
  ['creating', 'pending'],
  // It is still there; once it is gone it is no longer listed.
  ['deleting', 'pending'],
  ['deleted', 'deleted'],
  ['error', 'error'],
  ['locked', 'error'],
]);

/** A volume of Block Storage; `null` when the payload has no id. */
export function toBlockVolume(raw: unknown, zone: string): DiscoveredResource<'volume'> | null {
  const volume = recordOf(raw);
  const id = textOf(volume['id']);
  if (id === null) return null;
  const status = textOf(volume['status']);
  return {
    resourceId: resourceIdOf('volume', zone, id),
    resourceType: 'volume',
    nativeType: 'block_volume',
    name: textOf(volume['name']),
    region: regionOfZone(zone),
    zone,
    state: STATES.get(status) ?? 'unknown',
    nativeState: status,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: labelsOf(volume['tags']),
    createdAt: instantOf(volume['created_at']),
    relationships: related('attached_to', 'server', zone, attachedServers(volume['references'])),
    price: null,
    attributes: {
      sizeGib: gibOf(volume['size']),
      // Without a key of the Key Manager the API says nothing of encryption.
      encryptedAtRest: textOf(volume['kms_key_id']) === null ? null : true,
      kind: textOf(volume['type']),
    },
    raw,
  };
}

const NOT_ATTACHED = ['detached', 'error'];

function attachedServers(references: unknown): (string | null)[] {
  return listOf(references)
    .map(recordOf)
    .filter((reference) => reference['product_resource_type'] === 'instance_server')
    .filter((reference) => !NOT_ATTACHED.includes(textOf(reference['status']) ?? ''))
    .map((reference) => textOf(reference['product_resource_id']));
}
