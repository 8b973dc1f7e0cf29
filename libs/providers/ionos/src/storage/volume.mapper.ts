import { numberOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { datacenterId, type Datacenter } from '../datacenters';
import { elementOf, stateOf, zoneOf } from '../element';
import { related } from '../relationships';
import type { Tags } from '../tags';

/** `null` when the payload has no id. */
export function toVolume(
  raw: unknown,
  { datacenter, tags }: { datacenter: Datacenter; tags: Tags },
): DiscoveredResource<'volume'> | null {
  const { id, properties, nativeState, createdAt } = elementOf(raw);
  if (id === null) return null;
  // "The UUID of the attached server" says the description, whether it boots from it or not.
  const serverId = textOf(properties['bootServer']);
  return {
    resourceId: `volume/${id}`,
    resourceType: 'volume',
    nativeType: 'volume',
    name: textOf(properties['name']),
    region: datacenter.location,
    zone: zoneOf(properties['availabilityZone']),
    state: stateOf(nativeState),
    nativeState,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: tags.of('volume', id),
    createdAt,
    relationships: [
      ...related('runs_in', [datacenterId(datacenter.id)]),
      ...related('attached_to', [serverId === null ? null : `server/${serverId}`]),
    ],
    price: null,
    attributes: {
      // What the API calls GB is 2^30 bytes: the official CSI driver requests it as such.
      sizeGib: numberOf(properties['size']),
      // Volumes are encrypted since a date that is not published; the API does not tell.
      encryptedAtRest: null,
      kind: textOf(properties['type']),
    },
    raw,
  };
}
