import { recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { labelsOf, regionOfZone, related, resourceIdOf } from '../payload';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['attached', 'running'],
  ['detached', 'running'],
  ['pending', 'pending'],
  ['error', 'error'],
]);

/** A flexible IPv4 address or IPv6 prefix; `null` when the payload has no id. */
export function toIp(raw: unknown, zone: string): DiscoveredResource<'public_ip'> | null {
  const ip = recordOf(raw);
  const id = textOf(ip['id']);
  if (id === null) return null;
  const state = textOf(ip['state']);
  const address = textOf(ip['address']);
  const server = textOf(recordOf(ip['server'])['id']);
  return {
    resourceId: resourceIdOf('ip', zone, id),
    resourceType: 'public_ip',
    nativeType: 'instance_ip',
    name: address ?? textOf(ip['prefix']),
    region: regionOfZone(zone),
    zone,
    state: STATES.get(state) ?? 'unknown',
    nativeState: state,
    size: null,
    privateIps: [],
    publicIps: address === null ? [] : [address],
    isPublic: true,
    tags: labelsOf(ip['tags']),
    createdAt: null,
    relationships: related('attached_to', 'server', zone, [server]),
    price: null,
    attributes: {
      address: address ?? textOf(ip['prefix']),
      // Flexible addresses are kept until they are given back; dynamic ones are not listed.
      isStatic: true,
      isAttached: server !== null ? true : ip['server'] === null ? false : null,
    },
    raw,
  };
}
