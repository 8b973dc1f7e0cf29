import type { DiscoveredResource } from '@skyledger/resource-model';

/**
 * What is alike for everything that is no machine and has no address: it works while it exists,
 * unless its mapper says otherwise, and nobody knows what it costs an hour.
 *
 * @param region `null` for what belongs to the whole account
 */
export function serviceResource(
  region: string | null,
): Omit<
  DiscoveredResource,
  'resourceId' | 'resourceType' | 'nativeType' | 'name' | 'attributes' | 'raw'
> {
  return {
    region,
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
