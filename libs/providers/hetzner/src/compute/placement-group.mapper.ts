import { idOf, instantOf, recordOf, tagsOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';

/** `null` when the payload has no id. Its servers tell that they are in it. */
export function toPlacementGroup(raw: unknown): DiscoveredResource<'placement_group'> | null {
  const group = recordOf(raw);
  const id = idOf(group['id']);
  if (id === null) return null;
  return {
    resourceId: `placement_group/${id}`,
    resourceType: 'placement_group',
    nativeType: 'placement_group',
    name: textOf(group['name']),
    region: null,
    zone: null,
    // It has no states: it is there or not.
    state: 'running',
    nativeState: null,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: tagsOf(group['labels']),
    createdAt: instantOf(group['created']),
    relationships: [],
    price: null,
    attributes: { strategy: textOf(group['type']) },
    raw,
  };
}
