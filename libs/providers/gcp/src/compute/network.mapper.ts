import { recordOf, textsOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { computeCommon } from './compute-resource';

/** `null` when the payload does not identify itself. */
export function toNetwork(raw: unknown): DiscoveredResource<'network'> | null {
  const network = recordOf(raw);
  const common = computeCommon(network);
  if (common === null) return null;
  return {
    resourceId: common.resourceId,
    resourceType: 'network',
    nativeType: 'compute.googleapis.com/Network',
    name: common.name,
    region: common.region,
    zone: common.zone,
    state: 'running',
    nativeState: null,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: common.tags,
    createdAt: common.createdAt,
    relationships: [],
    price: null,
    attributes: {
      // Only legacy networks have a range of their own; others have those of their subnetworks.
      cidrs: textsOf([network['IPv4Range'], network['internalIpv6Range']]),
      // The network that Google makes in every new project; its name cannot be given again.
      isDefault: common.resourceId.endsWith('/global/networks/default'),
    },
    raw,
  };
}
