import { instantOf, integerOf, recordOf, textOf, textsOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { allowsAnyone } from '../addresses';
import { inProject, runsIn } from '../native-id';

const STATES: ReadonlyMap<string | null, ResourceState> = new Map([
  ['READY', 'running'],
  ['INSTALLING', 'pending'],
  ['UPDATING', 'pending'],
  ['REDEPLOYING', 'pending'],
  ['REOPENING', 'pending'],
  ['RESETTING', 'pending'],
  ['MAINTENANCE', 'pending'],
  ['DELETING', 'pending'],
  ['SUSPENDING', 'pending'],
  ['SUSPENDED', 'stopped'],
  ['DELETED', 'deleted'],
  ['ERROR', 'error'],
  ['USER_ERROR', 'error'],
  ['USER_QUOTA_ERROR', 'error'],
  ['USER_WEBHOOK_PREVENTING_OPERATIONS_ERROR', 'error'],
]);

/** What requests of their own tell of a cluster; `null` when they could not be read. */
export interface ClusterParts {
  readonly nodePools: readonly unknown[] | null;
  /** Blocks that may reach the control plane; none means that everybody may. */
  readonly allowed: readonly unknown[] | null;
}

/**
 * `null` when the payload has no id.
 * @param project URN of the project
 */
export function toCluster(
  raw: unknown,
  project: string,
  { nodePools, allowed }: ClusterParts,
): DiscoveredResource<'cluster'> | null {
  const cluster = recordOf(raw);
  const id = textOf(cluster['id']);
  if (id === null) return null;
  const status = textOf(cluster['status']);
  const publicEndpoint = isOpen(allowed);
  return {
    resourceId: inProject(project, 'kube', id),
    resourceType: 'cluster',
    nativeType: 'cloud.kube.Cluster',
    name: textOf(cluster['name']),
    region: textOf(cluster['region']),
    zone: null,
    state: STATES.get(status) ?? 'unknown',
    nativeState: status,
    size: textOf(cluster['plan']),
    privateIps: [],
    publicIps: [],
    // The control plane always has a public name.
    isPublic: textOf(cluster['url']) === null ? null : true,
    tags: {},
    createdAt: instantOf(cluster['createdAt']),
    relationships: [
      ...runsIn(project, 'network', cluster['privateNetworkId']),
      ...runsIn(project, 'subnet', cluster['nodesSubnetId']),
    ],
    price: null,
    attributes: {
      kind: 'kubernetes',
      version: textOf(cluster['version']),
      nodeCount: countNodes(nodePools),
      publicEndpoint,
    },
    raw,
  };
}

function isOpen(allowed: readonly unknown[] | null): boolean | null {
  if (allowed === null) return null;
  return allowed.length === 0 || allowsAnyone(textsOf(allowed));
}

/** `null` as soon as one pool does not tell: a smaller number would be a wrong one. */
function countNodes(nodePools: readonly unknown[] | null): number | null {
  if (nodePools === null) return null;
  let count = 0;
  for (const pool of nodePools) {
    const nodes = integerOf(recordOf(pool)['currentNodes']);
    if (nodes === null) return null;
    count += nodes;
  }
  return count;
}
