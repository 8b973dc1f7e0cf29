import type { DiscoveredResource } from '@skyledger/resource-model';

/** What most kinds have none of, or no listing tells; a mapper states the rest over it. */
export function untold(): Pick<
  DiscoveredResource,
  | 'zone'
  | 'nativeState'
  | 'size'
  | 'privateIps'
  | 'publicIps'
  | 'isPublic'
  | 'tags'
  | 'createdAt'
  | 'relationships'
  | 'price'
> {
  return {
    zone: null,
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
