import { instantOf, listOf, recordOf, textOf, textsOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { labelsOf, regionOfZone, related, resourceIdOf } from '../payload';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['ready', 'running'],
  ['migrating', 'running'],
  ['stopped', 'stopped'],
  ['pending', 'pending'],
  ['to_create', 'pending'],
  ['creating', 'pending'],
  ['to_delete', 'pending'],
  ['deleting', 'pending'],
  ['error', 'error'],
  ['locked', 'error'],
]);

/** What the payload of a load balancer does not tell. */
export interface LoadBalancerFacts {
  zone: string;
  /** Its private networks, as listed apart. */
  networks: readonly unknown[];
  /** Its addresses in them. */
  addresses: readonly string[];
}

/** `null` when the payload has no id. */
export function toLoadBalancer(
  raw: unknown,
  { zone, networks, addresses }: LoadBalancerFacts,
): DiscoveredResource<'load_balancer'> | null {
  const balancer = recordOf(raw);
  const id = textOf(balancer['id']);
  if (id === null) return null;
  const status = textOf(balancer['status']);
  const ips = listOf(balancer['ip']).map(recordOf);
  const publicIps = textsOf(ips.map((ip) => ip['ip_address']));
  const internetFacing = Array.isArray(balancer['ip']) ? publicIps.length > 0 : null;
  const networkIds = networks.map((each) => textOf(recordOf(each)['private_network_id']));
  return {
    resourceId: resourceIdOf('lb', zone, id),
    resourceType: 'load_balancer',
    nativeType: 'lb_server',
    name: textOf(balancer['name']),
    region: regionOfZone(zone),
    zone,
    state: STATES.get(status) ?? 'unknown',
    nativeState: status,
    size: textOf(balancer['type']),
    privateIps: [...addresses],
    publicIps,
    isPublic: internetFacing,
    tags: labelsOf(balancer['tags']),
    createdAt: instantOf(balancer['created_at']),
    relationships: related('runs_in', 'private-network', regionOfZone(zone), networkIds),
    price: null,
    attributes: {
      // Each frontend speaks TCP or HTTP, so the load balancer itself is of neither kind.
      kind: null,
      internetFacing,
      dnsName: textsOf(ips.map((ip) => ip['reverse']))[0] ?? null,
      // Each is a list of its own; only that there are none is told.
      listeners: balancer['frontend_count'] === 0 ? [] : null,
    },
    raw: networks.length === 0 ? raw : { ...balancer, private_networks: networks.map(withoutLb) },
  };
}

/** Each attachment repeats the whole load balancer. */
function withoutLb(attachment: unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(recordOf(attachment)).filter(([key]) => key !== 'lb'));
}
