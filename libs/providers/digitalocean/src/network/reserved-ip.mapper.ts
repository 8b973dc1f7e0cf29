import { instantOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { addressOf, regionOf, related } from '../payload';

/** Of both versions: the address is the id. `null` when the payload has none. */
export function toReservedIp(
  raw: unknown,
  collection: 'reserved_ip' | 'reserved_ipv6',
): DiscoveredResource<'public_ip'> | null {
  const reserved = recordOf(raw);
  const id = textOf(reserved['ip']);
  if (id === null) return null;
  const address = addressOf(id);
  const { droplet } = reserved;
  return {
    resourceId: `${collection}/${id}`,
    resourceType: 'public_ip',
    nativeType: collection,
    name: id,
    region: regionOf(reserved['region']) ?? regionOf(reserved['region_slug']),
    zone: null,
    state: 'running',
    nativeState: null,
    size: null,
    privateIps: [],
    publicIps: address === null ? [] : [address],
    isPublic: true,
    tags: {},
    createdAt: instantOf(reserved['reserved_at']),
    relationships: related('attached_to', 'droplet', [recordOf(droplet)['id']]),
    price: null,
    attributes: {
      address,
      isStatic: true,
      // Left out for who may not see droplets, and for free IPv6 addresses as well.
      isAttached: droplet === undefined ? null : droplet !== null,
    },
    raw,
  };
}
