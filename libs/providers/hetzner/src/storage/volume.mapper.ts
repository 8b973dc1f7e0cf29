import { idOf, instantOf, numberOf, recordOf, tagsOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { volumePrice, type Pricing } from '../pricing';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['available', 'running'],
  ['creating', 'pending'],
]);

/** `null` when the payload has no id. */
export function toVolume(
  raw: unknown,
  pricing: Pricing | null,
): DiscoveredResource<'volume'> | null {
  const volume = recordOf(raw);
  const id = idOf(volume['id']);
  if (id === null) return null;
  const status = textOf(volume['status']);
  const serverId = idOf(volume['server']);
  return {
    resourceId: `volume/${id}`,
    resourceType: 'volume',
    nativeType: 'volume',
    name: textOf(volume['name']),
    region: textOf(recordOf(volume['location'])['name']),
    zone: null,
    state: STATES.get(status) ?? 'unknown',
    nativeState: status,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: tagsOf(volume['labels']),
    createdAt: instantOf(volume['created']),
    relationships:
      serverId === null ? [] : [{ kind: 'attached_to', resourceId: `server/${serverId}` }],
    price: volumePrice(volume['size'], pricing),
    attributes: {
      // What the API calls GB is 2^30 bytes: the official CSI driver requests it as such.
      sizeGib: numberOf(volume['size']),
      // The API does not tell; people may encrypt inside the volume.
      encryptedAtRest: null,
      kind: null,
    },
    raw,
  };
}
