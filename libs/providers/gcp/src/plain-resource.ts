import type { DiscoveredResource } from '@skyledger/resource-model';

type Plain = Omit<
  DiscoveredResource,
  'resourceId' | 'resourceType' | 'nativeType' | 'name' | 'attributes' | 'raw'
>;

/**
 * What a resource has that is at no place, has no address, costs nothing by itself and simply is
 * there; its mapper states what is different.
 */
export function plainResource(): Plain {
  return {
    region: null,
    zone: null,
    state: 'running',
    nativeState: null,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: {},
    createdAt: null,
    relationships: [],
    price: null,
  };
}
