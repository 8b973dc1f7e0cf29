import { idOf, instantOf, numberOf, recordOf, tagsOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { snapshotPrice, type Pricing } from '../pricing';
import { related } from '../related';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['available', 'running'],
  ['creating', 'pending'],
  ['unavailable', 'error'],
]);

/** A project's own image: a snapshot or a backup. `null` when the payload has no id. */
export function toImage(
  raw: unknown,
  pricing: Pricing | null,
): DiscoveredResource<'snapshot'> | null {
  const image = recordOf(raw);
  const id = idOf(image['id']);
  if (id === null) return null;
  const type = textOf(image['type']);
  const status = textOf(image['status']);
  const source = idOf(recordOf(image['created_from'])['id']);
  return {
    resourceId: `image/${id}`,
    resourceType: 'snapshot',
    nativeType: type ?? 'image',
    // Only public images have names; own ones are known by their descriptions.
    name: textOf(image['name']) ?? textOf(image['description']),
    region: null,
    zone: null,
    state: STATES.get(status) ?? 'unknown',
    nativeState: status,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: tagsOf(image['labels']),
    createdAt: instantOf(image['created']),
    // What a snapshot was taken of may be gone, but a backup goes with its server.
    relationships: related('attached_to', 'server', [image['bound_to']]),
    // Backups are paid as a share of the price of their server.
    price: type === 'snapshot' ? snapshotPrice(image['image_size'], pricing) : null,
    attributes: {
      sizeGib: numberOf(image['image_size']),
      encryptedAtRest: null,
      sourceId: source === null ? null : `server/${source}`,
      // Images can be used in their project only.
      isShared: false,
    },
    raw,
  };
}
