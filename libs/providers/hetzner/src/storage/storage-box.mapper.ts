import { idOf, instantOf, numberOf, recordOf, tagsOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { storageBoxPrice, type Pricing } from '../pricing';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['active', 'running'],
  ['initializing', 'pending'],
  // Kept, but nobody gets at it.
  ['locked', 'stopped'],
]);

const BYTES_A_GIB = 2 ** 30;

/** `null` when the payload has no id. */
export function toStorageBox(
  raw: unknown,
  pricing: Pricing | null,
): DiscoveredResource<'file_system'> | null {
  const box = recordOf(raw);
  const id = idOf(box['id']);
  if (id === null) return null;
  const status = textOf(box['status']);
  const type = recordOf(box['storage_box_type']);
  const region = textOf(recordOf(box['location'])['name']);
  const bytes = numberOf(type['size']);
  const reachable = recordOf(box['access_settings'])['reachable_externally'];
  return {
    resourceId: `storage_box/${id}`,
    resourceType: 'file_system',
    nativeType: 'storage_box',
    name: textOf(box['name']),
    region,
    zone: null,
    state: STATES.get(status) ?? 'unknown',
    nativeState: status,
    size: textOf(type['name']),
    privateIps: [],
    publicIps: [],
    // Whether it answers outside of Hetzner's network; a password or a key is needed in any case.
    isPublic: typeof reachable === 'boolean' ? reachable : null,
    tags: tagsOf(box['labels']),
    createdAt: instantOf(box['created']),
    relationships: [],
    price: storageBoxPrice(type, region, pricing),
    attributes: {
      // What may be stored; what is stored changes with every write.
      sizeGib: bytes === null ? null : bytes / BYTES_A_GIB,
      // The API does not tell.
      encryptedAtRest: null,
      encryptionKeyId: null,
    },
    raw,
  };
}
