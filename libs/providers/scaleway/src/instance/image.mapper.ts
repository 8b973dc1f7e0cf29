import { instantOf, numberOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { gibOf, labelsOf, regionOfZone, resourceIdOf } from '../payload';
import { architectureOf } from './server.mapper';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['available', 'running'],
  ['creating', 'pending'],
  ['error', 'error'],
]);

/** `null` when the payload has no id. */
export function toImage(raw: unknown, zone: string): DiscoveredResource<'image'> | null {
  const image = recordOf(raw);
  const id = textOf(image['id']);
  if (id === null) return null;
  const state = textOf(image['state']);
  const isPublic = image['public'];
  return {
    resourceId: resourceIdOf('image', zone, id),
    resourceType: 'image',
    nativeType: 'instance_image',
    name: textOf(image['name']),
    region: regionOfZone(zone),
    zone,
    state: STATES.get(state) ?? 'unknown',
    nativeState: state,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: typeof isPublic === 'boolean' ? isPublic : null,
    tags: labelsOf(image['tags']),
    createdAt: instantOf(image['creation_date']),
    relationships: [],
    price: null,
    attributes: {
      sizeGib: sizeOf(image),
      architecture: architectureOf(image['arch']),
      operatingSystem: null,
      encryptedAtRest: null,
    },
    raw,
  };
}

/** Of all its volumes; an image of a snapshot in Block Storage has the size 0 here, which says nothing. */
function sizeOf(image: Readonly<Record<string, unknown>>): number | null {
  const volumes = [image['root_volume'], ...Object.values(recordOf(image['extra_volumes']))];
  const bytes = volumes.reduce<number>(
    (sum, volume) => sum + (numberOf(recordOf(volume)['size']) ?? 0),
    0,
  );
  return bytes > 0 ? gibOf(bytes) : null;
}
