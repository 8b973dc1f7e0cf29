import { definePass, type PageWarning } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { cloudListing, type IonosClient } from '../client';
import { childrenOf, elementOf, isWhole } from '../element';
import { listPages, toPage } from '../list-pages';
import { toCluster } from './cluster.mapper';
import { toNodePool } from './node-pool.mapper';

/** Managed clusters; depth 2 brings their node pools. */
export const clusters = definePass<IonosClient>({
  id: 'kubernetes.clusters',
  types: ['cluster', 'scaling_group'],
  scope: 'global',
  permissions: ['Read Kubernetes cluster'],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, cloudListing('/k8s', 2, null), cursor)) {
      const warnings = [...page.warnings, ...page.items.flatMap(withoutPools)];
      yield toPage({ ...page, warnings }, (item) => [toCluster(item), ...poolsOf(item)]);
    }
  },
});

function poolsOf(cluster: unknown): (DiscoveredResource | null)[] {
  const { id, entities } = elementOf(cluster);
  if (id === null) return [];
  // A mere reference would make a pool of nothing but its id.
  const pools = (childrenOf(entities, 'nodepools') ?? []).filter(isWhole);
  return pools.map((pool) => toNodePool(pool, id));
}

/** Pools that were not told are not gone. */
function withoutPools(cluster: unknown): PageWarning[] {
  const { id, entities } = elementOf(cluster);
  if (id === null || childrenOf(entities, 'nodepools')?.every(isWhole)) return [];
  return [{ code: 'node_pools_not_told', message: `cluster ${id} came without its node pools` }];
}
