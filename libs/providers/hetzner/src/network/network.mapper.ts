import {
  idOf,
  instantOf,
  listOf,
  recordOf,
  tagsOf,
  textOf,
  textsOf,
} from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';

/** `null` when the payload has no id. */
export function toNetwork(raw: unknown): DiscoveredResource<'network'> | null {
  const network = recordOf(raw);
  const id = idOf(network['id']);
  if (id === null) return null;
  return {
    resourceId: `network/${id}`,
    resourceType: 'network',
    nativeType: 'network',
    name: textOf(network['name']),
    region: commonZone(network['subnets']),
    zone: null,
    state: 'running',
    nativeState: null,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: tagsOf(network['labels']),
    createdAt: instantOf(network['created']),
    relationships: [],
    price: null,
    attributes: {
      cidrs: textsOf([network['ip_range']]),
      // Projects start without networks.
      isDefault: false,
    },
    raw,
  };
}

/** A network is in the network zone of its subnets, unless these are in several or there are none. */
function commonZone(subnets: unknown): string | null {
  const zones = new Set(listOf(subnets).map((subnet) => textOf(recordOf(subnet)['network_zone'])));
  const [zone = null] = zones;
  return zones.size === 1 ? zone : null;
}
