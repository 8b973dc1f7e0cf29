import { definePass } from '@skyledger/provider-sdk';
import { cloudListing, type IonosClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { toCluster } from './cluster.mapper';

/** Managed clusters; depth 2 brings their node pools. */
export const clusters = definePass<IonosClient>({
  id: 'kubernetes.clusters',
  types: ['cluster'],
  scope: 'global',
  permissions: ['Read Kubernetes cluster'],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, cloudListing('/k8s', 2, null), cursor)) {
      yield toPage(page, (item) => [toCluster(item)]);
    }
  },
});
