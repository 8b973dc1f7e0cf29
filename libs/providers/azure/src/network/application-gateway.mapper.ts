import { recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { placement, related } from '../arm-id';
import { partsOf, readArmResource, refOf, stateFrom } from '../arm-resource';
import type { PublicAddresses } from './address-book';
import { backendInterfaces, readFrontends } from './frontends';
import { gatewayListeners } from './gateway-listeners';

const OPERATIONAL_STATES: Readonly<Record<string, ResourceState>> = {
  running: 'running',
  starting: 'pending',
  stopping: 'pending',
  stopped: 'stopped',
};

/** `null` when the payload has no id. */
export function toApplicationGateway(
  raw: unknown,
  addresses: PublicAddresses,
): DiscoveredResource<'load_balancer'> | null {
  const resource = readArmResource(raw);
  if (resource === null) return null;
  const { properties } = resource;
  const provisioning = textOf(properties['provisioningState']);
  const operational = textOf(properties['operationalState']);
  const frontends = readFrontends(properties['frontendIPConfigurations'], addresses);
  const own = partsOf(properties['gatewayIPConfigurations']);
  return {
    ...resource.shared,
    resourceType: 'load_balancer',
    nativeType: 'Microsoft.Network/applicationGateways',
    state: stateOf(provisioning, operational),
    nativeState: operational ?? provisioning,
    size: textOf(recordOf(properties['sku'])['name']),
    privateIps: frontends.privateIps,
    publicIps: frontends.publicIps,
    isPublic: frontends.internetFacing,
    relationships: [
      ...placement(resource.id, [
        ...own.map((each) => refOf(each.properties['subnet'])),
        ...frontends.subnets,
      ]),
      ...related('targets', backendInterfaces(properties['backendAddressPools'])),
    ],
    attributes: {
      kind: 'application',
      internetFacing: frontends.internetFacing,
      dnsName: frontends.dnsName,
      listeners: gatewayListeners(properties),
    },
  };
}

/** What is being done to it, or went wrong, says more than whether it was started. */
function stateOf(provisioning: string | null, operational: string | null): ResourceState {
  const state = stateFrom(provisioning);
  if (state === 'pending' || state === 'error') return state;
  return operational === null ? state : stateFrom(operational, OPERATIONAL_STATES);
}
