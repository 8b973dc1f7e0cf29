import { instantOf, integerOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { labelsOf, related, resourceIdOf } from '../payload';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['ready', 'running'],
  ['updating', 'running'],
  // Without a pool the control plane is shut down.
  ['pool_required', 'stopped'],
  ['creating', 'pending'],
  ['deleting', 'pending'],
  ['deleted', 'deleted'],
  ['locked', 'error'],
]);

/**
 * `null` when the payload has no id.
 * @param pools the cluster's pools of nodes, as listed apart
 */
export function toCluster(
  raw: unknown,
  pools: readonly unknown[],
  region: string,
): DiscoveredResource<'cluster'> | null {
  const cluster = recordOf(raw);
  const id = textOf(cluster['id']);
  if (id === null) return null;
  const status = textOf(cluster['status']);
  // Kapsule gives every control plane a public address; an ACL, not read here, may narrow it.
  const publicEndpoint = textOf(cluster['cluster_url']) === null ? null : true;
  return {
    resourceId: resourceIdOf('cluster', region, id),
    resourceType: 'cluster',
    nativeType: 'k8s_cluster',
    name: textOf(cluster['name']),
    region,
    zone: null,
    state: STATES.get(status) ?? 'unknown',
    nativeState: status,
    size: textOf(cluster['type']),
    privateIps: [],
    publicIps: [],
    isPublic: publicEndpoint,
    tags: labelsOf(cluster['tags']),
    createdAt: instantOf(cluster['created_at']),
    relationships: related('runs_in', 'private-network', region, [
      textOf(cluster['private_network_id']),
    ]),
    price: null,
    attributes: {
      kind: 'kubernetes',
      version: textOf(cluster['version']),
      nodeCount: nodesIn(pools),
      publicEndpoint,
    },
    raw: { ...cluster, pools },
  };
}

/** `null` as soon as one pool does not tell its size. */
function nodesIn(pools: readonly unknown[]): number | null {
  const sizes = pools.map((pool) => integerOf(recordOf(pool)['size']));
  return sizes.reduce<number | null>(
    (sum, size) => (sum === null || size === null ? null : sum + size),
    0,
  );
}
