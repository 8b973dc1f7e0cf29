import { textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { placement, related } from '../arm-id';
import { readArmResource, stateFrom } from '../arm-resource';
import type { PublicAddresses } from './address-book';
import { backendInterfaces, readFrontends } from './frontends';

/** `null` when the payload has no id. */
export function toLoadBalancer(
  raw: unknown,
  addresses: PublicAddresses,
): DiscoveredResource<'load_balancer'> | null {
  const resource = readArmResource(raw);
  if (resource === null) return null;
  const { provisioningState, frontendIPConfigurations, backendAddressPools } = resource.properties;
  const nativeState = textOf(provisioningState);
  const frontends = readFrontends(frontendIPConfigurations, addresses);
  return {
    ...resource.shared,
    resourceType: 'load_balancer',
    nativeType: 'Microsoft.Network/loadBalancers',
    state: stateFrom(nativeState),
    nativeState,
    size: textOf(resource.sku['name']),
    privateIps: frontends.privateIps,
    publicIps: frontends.publicIps,
    isPublic: frontends.internetFacing,
    relationships: [
      ...placement(resource.id, frontends.subnets),
      ...related('targets', backendInterfaces(backendAddressPools)),
    ],
    attributes: {
      kind: textOf(resource.sku['name'])?.toLowerCase() ?? null,
      internetFacing: frontends.internetFacing,
      dnsName: frontends.dnsName,
    },
  };
}
