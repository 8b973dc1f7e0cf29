import { numberOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { placement } from '../arm-id';
import { readArmResource, stateFrom } from '../arm-resource';

/** `null` when the payload has no id. */
export function toImage(raw: unknown): DiscoveredResource<'image'> | null {
  const resource = readArmResource(raw);
  if (resource === null) return null;
  const { provisioningState, storageProfile } = resource.properties;
  const nativeState = textOf(provisioningState);
  const disk = recordOf(recordOf(storageProfile)['osDisk']);
  return {
    ...resource.shared,
    resourceType: 'image',
    nativeType: 'Microsoft.Compute/images',
    state: stateFrom(nativeState),
    nativeState,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    relationships: placement(resource.id),
    attributes: {
      sizeGib: numberOf(disk['diskSizeGB']),
      architecture: null,
      operatingSystem: textOf(disk['osType'])?.toLowerCase() ?? null,
      // Always, with the platform's key where no other is named:
      // https://learn.microsoft.com/azure/virtual-machines/disk-encryption
      encryptedAtRest: true,
    },
  };
}
