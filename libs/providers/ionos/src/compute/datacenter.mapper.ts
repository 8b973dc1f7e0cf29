import { textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { datacenterId } from '../datacenters';
import { elementOf, stateOf } from '../element';
import type { Tags } from '../tags';

/** A virtual data center as what groups the things in it. `null` when the payload has no id. */
export function toDatacenter(
  raw: unknown,
  tags: Tags,
): DiscoveredResource<'resource_group'> | null {
  const { id, properties, nativeState, createdAt } = elementOf(raw);
  if (id === null) return null;
  return {
    resourceId: datacenterId(id),
    resourceType: 'resource_group',
    nativeType: 'datacenter',
    name: textOf(properties['name']),
    region: textOf(properties['location']),
    zone: null,
    state: stateOf(nativeState),
    nativeState,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: tags.of('datacenter', id),
    createdAt,
    relationships: [],
    price: null,
    attributes: {},
    raw,
  };
}
