import { instantOf, listOf, recordOf, textOf, textsOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { labelsOf, related, resourceIdOf } from '../payload';

/** A private network is what others call a subnet; `null` when the payload has no id. */
export function toPrivateNetwork(
  raw: unknown,
  region: string,
): DiscoveredResource<'subnet'> | null {
  const network = recordOf(raw);
  const id = textOf(network['id']);
  if (id === null) return null;
  return {
    resourceId: resourceIdOf('private-network', region, id),
    resourceType: 'subnet',
    nativeType: 'vpc_private_network',
    name: textOf(network['name']),
    region,
    zone: null,
    state: 'running',
    nativeState: null,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: labelsOf(network['tags']),
    createdAt: instantOf(network['created_at']),
    relationships: related('runs_in', 'vpc', region, [textOf(network['vpc_id'])]),
    price: null,
    attributes: {
      cidrs: textsOf(
        listOf(network['subnets']).map((each) => recordOf(each)['subnet'] ?? each),
      ).sort(),
      // Not for a network to say: each server gets public addresses or not, whatever it joins.
      assignsPublicIp: null,
    },
    raw,
  };
}
