import { numberOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { armId, placement } from '../arm-id';
import { readArmResource, stateFrom } from '../arm-resource';
import { encryptedAtRest } from './disk-encryption';

/** `null` when the payload has no id. */
export function toSnapshot(raw: unknown): DiscoveredResource<'snapshot'> | null {
  const resource = readArmResource(raw);
  if (resource === null) return null;
  const { provisioningState, diskSizeGB, encryption, creationData } = resource.properties;
  const nativeState = textOf(provisioningState);
  return {
    ...resource.shared,
    resourceType: 'snapshot',
    nativeType: 'Microsoft.Compute/snapshots',
    state: stateFrom(nativeState),
    nativeState,
    size: textOf(resource.sku['name']),
    privateIps: [],
    publicIps: [],
    isPublic: null,
    relationships: placement(resource.id),
    attributes: {
      sizeGib: numberOf(diskSizeGB),
      encryptedAtRest: encryptedAtRest(recordOf(encryption)['type']),
      sourceId: armId(recordOf(creationData)['sourceResourceId']),
      // Azure knows no snapshots for everyone: each use needs a role, or a link made by someone with one.
      isShared: false,
    },
  };
}
