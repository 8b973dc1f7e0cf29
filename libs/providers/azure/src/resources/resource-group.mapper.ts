import { textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { armId, related } from '../arm-id';
import { readArmResource, stateFrom } from '../arm-resource';

/** `null` when the payload has no id. */
export function toResourceGroup(raw: unknown): DiscoveredResource<'resource_group'> | null {
  const resource = readArmResource(raw);
  if (resource === null) return null;
  const nativeState = textOf(resource.properties['provisioningState']);
  return {
    ...resource.shared,
    resourceType: 'resource_group',
    nativeType: 'Microsoft.Resources/resourceGroups',
    state: stateFrom(nativeState),
    nativeState,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    // The group of a cluster's machines, for one, belongs to the cluster.
    relationships: related('attached_to', [armId(resource.fields['managedBy'])]),
    attributes: {},
  };
}
