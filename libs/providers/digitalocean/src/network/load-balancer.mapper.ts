import { instantOf, integerOf, listOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { addressOf, nativeIdOf, regionOf, related } from '../payload';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['new', 'pending'],
  ['active', 'running'],
  ['errored', 'error'],
]);

/** `null` when the payload has no id. */
export function toLoadBalancer(raw: unknown): DiscoveredResource<'load_balancer'> | null {
  const balancer = recordOf(raw);
  const id = nativeIdOf(balancer['id']);
  if (id === null) return null;
  const status = textOf(balancer['status']);
  const addresses = [addressOf(balancer['ip']), addressOf(balancer['ipv6'])];
  const ips = addresses.filter((address) => address !== null);
  const internetFacing = internetFacingOf(textOf(balancer['network']), ips);
  return {
    resourceId: `load_balancer/${id}`,
    resourceType: 'load_balancer',
    nativeType: 'load_balancer',
    name: textOf(balancer['name']),
    region: regionOf(balancer['region']),
    zone: null,
    state: STATES.get(status) ?? 'unknown',
    nativeState: status,
    size: sizeOf(balancer),
    privateIps: internetFacing === false ? ips : [],
    publicIps: internetFacing === false ? [] : ips,
    isPublic: internetFacing,
    tags: {},
    createdAt: instantOf(balancer['created_at']),
    relationships: [
      ...related('runs_in', 'vpc', [balancer['vpc_uuid']]),
      ...related('targets', 'droplet', listOf(balancer['droplet_ids'])),
      ...related('targets', 'load_balancer', listOf(balancer['target_load_balancer_ids'])),
    ],
    price: null,
    attributes: {
      kind: textOf(balancer['type'])?.toLowerCase() ?? null,
      internetFacing,
      // They are reached by address; names are up to their owners.
      dnsName: null,
    },
    raw,
  };
}

/** Before there were internal ones nothing was said, and all had public addresses. */
function internetFacingOf(network: string | null, ips: readonly string[]): boolean | null {
  if (network === 'INTERNAL') return false;
  return network === 'EXTERNAL' || ips.length > 0 ? true : null;
}

/** A number of nodes, which has taken the place of `lb-small` and its like. */
function sizeOf({ size_unit: nodes, size }: Readonly<Record<string, unknown>>): string | null {
  const count = integerOf(nodes);
  return count === null ? textOf(size) : String(count);
}
