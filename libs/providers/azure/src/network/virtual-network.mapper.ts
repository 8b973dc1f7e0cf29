import { listOf, recordOf, textOf, textsOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { placement } from '../arm-id';
import { readArmResource, stateFrom } from '../arm-resource';
import { toSubnet } from './subnet.mapper';

/** `null` when the payload has no id. */
export function toVirtualNetwork(raw: unknown): DiscoveredResource<'network'> | null {
  const resource = readArmResource(raw);
  if (resource === null) return null;
  const { provisioningState, addressSpace } = resource.properties;
  const nativeState = textOf(provisioningState);
  return {
    ...resource.shared,
    resourceType: 'network',
    nativeType: 'Microsoft.Network/virtualNetworks',
    state: stateFrom(nativeState),
    nativeState,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    relationships: placement(resource.id),
    attributes: {
      cidrs: textsOf(recordOf(addressSpace)['addressPrefixes']),
      // A subscription has no network but those that someone made.
      isDefault: false,
    },
  };
}

/** The subnets of a network, which its list brings along. */
export function toSubnets(raw: unknown): (DiscoveredResource<'subnet'> | null)[] {
  const subnets = recordOf(recordOf(raw)['properties'])['subnets'];
  return listOf(subnets).map((subnet) => toSubnet(raw, subnet));
}
