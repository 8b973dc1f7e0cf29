import { definePass } from '@skyledger/provider-sdk';
import type { AzureClient } from '../client';
import { listPages, readCursor, toPage } from '../list-pages';
import { MANAGED_CLUSTERS } from './container-lists';
import { toManagedCluster } from './managed-cluster.mapper';

export const managedClusters = definePass<AzureClient>({
  id: 'containerservice.clusters',
  types: ['cluster'],
  scope: 'global',
  permissions: [MANAGED_CLUSTERS.permission],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, MANAGED_CLUSTERS, { link: readCursor(cursor) })) {
      yield toPage(page, (item) => [toManagedCluster(item)]);
    }
  },
});
