import { integerOf, textOf, toListeners } from '@skyledger/provider-sdk';
import type { DiscoveredResource, Listener } from '@skyledger/resource-model';
import { placement, related } from '../arm-id';
import { partsOf, readArmResource, stateFrom } from '../arm-resource';
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
      listeners: listenersOf(resource.properties),
    },
  };
}

/** The rules that balance, and those that lead to one machine or to each of a pool by a port of its own. */
function listenersOf(properties: Readonly<Record<string, unknown>>): Listener[] | null {
  const { loadBalancingRules, inboundNatRules } = properties;
  if (!Array.isArray(loadBalancingRules) || !Array.isArray(inboundNatRules)) return null;
  return toListeners(
    partsOf([...loadBalancingRules, ...inboundNatRules]).map(({ properties: rule }) => {
      const port = portOf(rule['frontendPort']);
      return {
        protocol: textOf(rule['protocol'])?.toLowerCase() ?? null,
        fromPort: port ?? portOf(rule['frontendPortRangeStart']),
        toPort: port ?? portOf(rule['frontendPortRangeEnd']),
        redirectsToHttps: false,
      };
    }),
  );
}

/** Port 0 stands for all of them, and for none where a range is told. */
function portOf(value: unknown): number | null {
  const port = integerOf(value);
  return port === 0 ? null : port;
}
