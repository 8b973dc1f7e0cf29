import { textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { ownerOf, placement, related } from '../arm-id';
import { readArmResource, refOf, stateFrom } from '../arm-resource';

/** `null` when the payload has no id. */
export function toPublicAddress(raw: unknown): DiscoveredResource<'public_ip'> | null {
  const resource = readArmResource(raw);
  if (resource === null) return null;
  const { properties, sku } = resource;
  const { provisioningState, ipAddress, publicIPAllocationMethod, ipConfiguration, natGateway } =
    properties;
  const nativeState = textOf(provisioningState);
  const address = textOf(ipAddress);
  const method = textOf(publicIPAllocationMethod)?.toLowerCase() ?? null;
  const user = refOf(ipConfiguration);
  return {
    ...resource.shared,
    resourceType: 'public_ip',
    nativeType: 'Microsoft.Network/publicIPAddresses',
    state: stateFrom(nativeState),
    nativeState,
    size: textOf(sku['name']),
    privateIps: [],
    publicIps: address === null ? [] : [address],
    isPublic: address === null ? null : true,
    relationships: [
      ...placement(resource.id),
      ...related('attached_to', [
        ownerOf(user, 'microsoft.network/networkinterfaces'),
        ownerOf(user, 'microsoft.network/loadbalancers'),
        ownerOf(user, 'microsoft.network/applicationgateways'),
      ]),
    ],
    attributes: {
      address,
      isStatic: method === null ? null : method === 'static',
      // Who uses it is told only while someone does; a payload without properties tells nothing.
      isAttached:
        user !== null || refOf(natGateway) !== null
          ? true
          : Object.keys(properties).length === 0
            ? null
            : false,
    },
  };
}
