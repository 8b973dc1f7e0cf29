import { instantOf, listOf, recordOf, textOf, textsOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import type { PrivateAddresses } from '../private-addresses';
import { labelsOf, regionOfZone, related, resourceIdOf } from '../payload';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['running', 'running'],
  ['stopped', 'stopped'],
  ['allocating', 'pending'],
  ['configuring', 'pending'],
  ['stopping', 'pending'],
  ['deleting', 'pending'],
  ['failed', 'error'],
  ['locked', 'error'],
]);

/** What the payload of a gateway does not tell. */
export interface GatewayFacts {
  zone: string;
  /** By the id of its place in a private network. */
  addresses: PrivateAddresses;
}

/** A Public Gateway; `null` when the payload has no id. */
export function toGateway(
  raw: unknown,
  { zone, addresses }: GatewayFacts,
): DiscoveredResource<'gateway'> | null {
  const gateway = recordOf(raw);
  const id = textOf(gateway['id']);
  if (id === null) return null;
  const status = textOf(gateway['status']);
  const region = regionOfZone(zone);
  const networks = listOf(gateway['gateway_networks']).map(recordOf);
  const address = textOf(recordOf(gateway['ipv4'])['address']);
  return {
    resourceId: resourceIdOf('gateway', zone, id),
    resourceType: 'gateway',
    nativeType: 'vpc_gateway',
    name: textOf(gateway['name']),
    region,
    zone,
    state: STATES.get(status) ?? 'unknown',
    nativeState: status,
    size: textOf(gateway['type']),
    privateIps: placesIn(gateway).flatMap((place) => addresses.get(place) ?? []),
    publicIps: address === null ? [] : [address],
    // Its SSH bastion lets in. What its port forwardings let in is listed apart and not read.
    isPublic: address !== null && gateway['bastion_enabled'] === true ? true : null,
    tags: labelsOf(gateway['tags']),
    createdAt: instantOf(gateway['created_at']),
    relationships: related(
      'runs_in',
      'private-network',
      region,
      networks.map((network) => textOf(network['private_network_id'])),
    ),
    price: null,
    attributes: { kind: 'nat' },
    raw,
  };
}

/** The ids of a gateway's places in private networks. */
export function placesIn(gateway: unknown): string[] {
  const networks = listOf(recordOf(gateway)['gateway_networks']);
  return textsOf(networks.map((network) => recordOf(network)['id']));
}
