import { textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { ownerOf, placement, related } from '../arm-id';
import { partsOf, readArmResource, refOf, stateFrom } from '../arm-resource';
import type { PublicAddresses } from './address-book';

/** `null` when the payload has no id. */
export function toLoadBalancer(
  raw: unknown,
  addresses: PublicAddresses,
): DiscoveredResource<'load_balancer'> | null {
  const resource = readArmResource(raw);
  if (resource === null) return null;
  const { provisioningState, frontendIPConfigurations, backendAddressPools } = resource.properties;
  const nativeState = textOf(provisioningState);
  const frontends = partsOf(frontendIPConfigurations).map(({ properties }) => properties);
  const publicIds = frontends
    .map((each) => refOf(each['publicIPAddress']))
    .filter((id) => id !== null);
  const known = publicIds.map((id) => addresses?.get(id));
  const internetFacing = Array.isArray(frontendIPConfigurations)
    ? publicIds.length > 0 || frontends.some((each) => refOf(each['publicIPPrefix']) !== null)
    : null;
  return {
    ...resource.shared,
    resourceType: 'load_balancer',
    nativeType: 'Microsoft.Network/loadBalancers',
    state: stateFrom(nativeState),
    nativeState,
    size: textOf(resource.sku['name']),
    privateIps: distinct(frontends.map((each) => textOf(each['privateIPAddress']))),
    publicIps: distinct(known.map((each) => each?.address)),
    isPublic: internetFacing,
    relationships: [
      ...placement(
        resource.id,
        frontends.map((each) => refOf(each['subnet'])),
      ),
      ...related('targets', targetsOf(backendAddressPools)),
    ],
    attributes: {
      kind: textOf(resource.sku['name'])?.toLowerCase() ?? null,
      internetFacing,
      dnsName: distinct(known.map((each) => each?.dnsName))[0] ?? null,
    },
  };
}

/** Interfaces of machines; those of scale sets are in no list, so nothing could be found by them. */
function targetsOf(pools: unknown): (string | null)[] {
  return partsOf(pools)
    .flatMap(({ properties }) => partsOf(properties['backendIPConfigurations']))
    .map(({ fields }) => ownerOf(fields['id'], 'microsoft.network/networkinterfaces'));
}

function distinct(values: readonly (string | null | undefined)[]): string[] {
  return [...new Set(values.filter((value) => typeof value === 'string'))].sort();
}
