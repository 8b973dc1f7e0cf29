import { numberOf, recordOf, textOf, textsOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { armId, placement, related } from '../arm-id';
import { readArmResource, stateFrom } from '../arm-resource';
import { encryptedAtRest } from './disk-encryption';

/** A disk works whether or not a machine uses it. */
const STATES: Readonly<Record<string, ResourceState>> = {
  attached: 'running',
  unattached: 'running',
  reserved: 'running',
  frozen: 'running',
  activesas: 'running',
  activesasfrozen: 'running',
  readytoupload: 'pending',
  activeupload: 'pending',
};

/** `null` when the payload has no id. */
export function toDisk(
  raw: unknown,
  price: DiscoveredResource['price'],
): DiscoveredResource<'volume'> | null {
  const resource = readArmResource(raw);
  if (resource === null) return null;
  const { diskState, provisioningState, diskSizeGB, encryption, tier } = resource.properties;
  const { managedBy, managedByExtended } = resource.fields;
  const state = textOf(diskState);
  return {
    ...resource.shared,
    resourceType: 'volume',
    nativeType: 'Microsoft.Compute/disks',
    state: state === null ? stateFrom(textOf(provisioningState)) : stateFrom(state, STATES),
    nativeState: state ?? textOf(provisioningState),
    size: textOf(tier),
    privateIps: [],
    publicIps: [],
    isPublic: null,
    relationships: [
      ...placement(resource.id),
      ...related('attached_to', [armId(managedBy), ...textsOf(managedByExtended).map(armId)]),
    ],
    price,
    attributes: {
      sizeGib: numberOf(diskSizeGB),
      encryptedAtRest: encryptedAtRest(recordOf(encryption)['type']),
      kind: textOf(resource.sku['name']),
    },
  };
}
