import { textOf, textsOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { datacenterId, type Datacenter } from '../datacenters';
import { elementOf, stateOf } from '../element';
import { lanId } from '../lans';
import { related } from '../relationships';

/** `null` when the payload has no id. */
export function toLan(raw: unknown, datacenter: Datacenter): DiscoveredResource<'network'> | null {
  const { id, properties, nativeState, createdAt } = elementOf(raw);
  if (id === null) return null;
  const { public: onInternet } = properties;
  return {
    resourceId: lanId(datacenter.id, id),
    resourceType: 'network',
    nativeType: 'lan',
    name: textOf(properties['name']),
    region: datacenter.location,
    zone: null,
    state: stateOf(nativeState),
    nativeState,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: typeof onInternet === 'boolean' ? onInternet : null,
    tags: {},
    createdAt,
    relationships: related('runs_in', [datacenterId(datacenter.id)]),
    price: null,
    attributes: {
      // A public LAN has no range of its own for IPv4.
      cidrs: textsOf([properties['ipv4CidrBlock'], properties['ipv6CidrBlock']]),
      // Data centers start without LANs.
      isDefault: false,
    },
    raw,
  };
}
