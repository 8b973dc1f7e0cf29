import { instantOf, integerOf, listOf, recordOf, textOf, textsOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { addressOf, cidrOf, nativeIdOf, regionOf, related, wordsAsTags } from '../payload';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['running', 'running'],
  ['upgrading', 'running'],
  ['provisioning', 'pending'],
  ['deleting', 'pending'],
  ['degraded', 'error'],
  ['error', 'error'],
  ['deleted', 'deleted'],
]);

/** Its workers are droplets, which name their cluster. `null` when the payload has no id. */
export function toCluster(raw: unknown): DiscoveredResource<'cluster'> | null {
  const cluster = recordOf(raw);
  const id = nativeIdOf(cluster['id']);
  if (id === null) return null;
  const state = textOf(recordOf(cluster['status'])['state']);
  const address = addressOf(cluster['ipv4']);
  const publicEndpoint = publicEndpointOf(cluster);
  return {
    resourceId: `kubernetes_cluster/${id}`,
    resourceType: 'cluster',
    nativeType: 'kubernetes_cluster',
    name: textOf(cluster['name']),
    region: regionOf(cluster['region']),
    zone: null,
    state: STATES.get(state) ?? 'unknown',
    nativeState: state,
    size: null,
    privateIps: [],
    publicIps: address === null ? [] : [address],
    isPublic: publicEndpoint,
    tags: wordsAsTags(cluster['tags']),
    createdAt: instantOf(cluster['created_at']),
    relationships: related('runs_in', 'vpc', [cluster['vpc_uuid']]),
    price: null,
    attributes: {
      kind: 'kubernetes',
      version: textOf(cluster['version']),
      nodeCount: nodeCountOf(cluster['node_pools']),
      publicEndpoint,
    },
    raw,
  };
}

/**
 * A control plane always has an address on the Internet, open to all but for what its own firewall
 * lets in, where that is on.
 */
function publicEndpointOf(cluster: Readonly<Record<string, unknown>>): boolean | null {
  if (textOf(cluster['endpoint']) === null) return null;
  const firewall = recordOf(cluster['control_plane_firewall']);
  if (firewall['enabled'] !== true) return true;
  return textsOf(firewall['allowed_addresses']).some((each) => /\/0$/.test(cidrOf(each)));
}

/** `null` where a pool does not tell its size. */
function nodeCountOf(pools: unknown): number | null {
  if (!Array.isArray(pools)) return null;
  const counts = listOf(pools).map((pool) => integerOf(recordOf(pool)['count']));
  return counts.includes(null)
    ? null
    : counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
}
