import { textOf, textsOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { splitAddresses, type Addresses } from '../addresses';
import { elementOf, stateOf } from '../element';
import type { Lans } from '../lans';
import { related } from '../relationships';
import { guardsOfNic } from './guards';
import type { ServerContext } from './server-context';

/** `null` when the payload has no id. */
export function toNetworkInterface(
  rawNic: unknown,
  rawServer: unknown,
  context: ServerContext,
): DiscoveredResource<'network_interface'> | null {
  const { id, properties, nativeState, createdAt } = elementOf(rawNic);
  if (id === null) return null;
  const serverId = elementOf(rawServer).id;
  const addresses = addressesOf(rawNic, context.lans);
  return {
    resourceId: `nic/${id}`,
    resourceType: 'network_interface',
    nativeType: 'nic',
    name: textOf(properties['name']),
    region: context.datacenter.location,
    zone: null,
    state: stateOf(nativeState),
    nativeState,
    size: null,
    ...addresses,
    isPublic: isPublic(addresses, context.lans.isPublic(properties['lan'])),
    tags: {},
    createdAt,
    relationships: [
      ...related('attached_to', [serverId === null ? null : `server/${serverId}`]),
      ...related('runs_in', [context.lans.idOf(properties['lan'])]),
      ...related('protected_by', guardsOfNic(rawNic, rawServer, context)),
    ],
    price: null,
    attributes: {
      macAddress: textOf(properties['mac']),
      // The API does not tell.
      sourceCheck: null,
    },
    raw: rawNic,
  };
}

/** The addresses of an interface; those of IPv6 are told apart from the others. */
export function addressesOf(rawNic: unknown, lans: Lans): Addresses {
  const { properties } = elementOf(rawNic);
  const { ips, ipv6Ips, lan } = properties;
  return splitAddresses([...textsOf(ips), ...textsOf(ipv6Ips)], lans.isPublic(lan));
}

/** `null` for an interface of a LAN of which it was not told whether it is on the Internet. */
function isPublic({ publicIps }: Addresses, onInternet: boolean | null): boolean | null {
  return onInternet === null ? null : publicIps.length > 0;
}
