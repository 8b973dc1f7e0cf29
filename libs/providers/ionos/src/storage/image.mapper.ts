import { numberOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { elementOf, stateOf } from '../element';
import type { Tags } from '../tags';

/** Whether an image is one of those that IONOS offers everybody. */
export function isOffered(raw: unknown): boolean {
  return elementOf(raw).properties['public'] === true;
}

/** `null` when the payload has no id. */
export function toImage(raw: unknown, tags: Tags): DiscoveredResource<'image'> | null {
  const { id, properties, nativeState, createdAt } = elementOf(raw);
  if (id === null) return null;
  return {
    resourceId: `image/${id}`,
    resourceType: 'image',
    nativeType: 'image',
    name: textOf(properties['name']),
    region: textOf(properties['location']),
    zone: null,
    state: stateOf(nativeState),
    nativeState,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: tags.of('image', id),
    createdAt,
    relationships: [],
    price: null,
    attributes: {
      sizeGib: numberOf(properties['size']),
      architecture: null,
      // The licence names the system: LINUX, WINDOWS2022, ...; people state it on upload.
      operatingSystem: licenceOf(properties['licenceType']),
      encryptedAtRest: null,
    },
    raw,
  };
}

function licenceOf(value: unknown): string | null {
  return value === 'UNKNOWN' ? null : textOf(value);
}
