import { recordOf, textOf, textsOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { armId, groupOf, related } from '../arm-id';
import { readArmResource, refOf, regionOf, stateFrom } from '../arm-resource';

/** `null` when the payload has no id. */
export function toSubnet(rawNetwork: unknown, raw: unknown): DiscoveredResource<'subnet'> | null {
  const resource = readArmResource(raw);
  if (resource === null) return null;
  const network = recordOf(rawNetwork);
  const { provisioningState, addressPrefix, addressPrefixes, networkSecurityGroup } =
    resource.properties;
  const nativeState = textOf(provisioningState);
  return {
    ...resource.shared,
    resourceType: 'subnet',
    nativeType: 'Microsoft.Network/virtualNetworks/subnets',
    region: regionOf(network['location']),
    state: stateFrom(nativeState),
    nativeState,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    relationships: [
      ...related('runs_in', [armId(network['id']), groupOf(resource.id)]),
      ...related('protected_by', [refOf(networkSecurityGroup)]),
    ],
    attributes: {
      // A subnet of one prefix has it in the first field, one of both versions of IP in the second.
      cidrs: [...new Set([...textsOf([addressPrefix]), ...textsOf(addressPrefixes)])],
      // A machine in Azure has a public address only where its interface is given one.
      assignsPublicIp: false,
    },
  };
}
