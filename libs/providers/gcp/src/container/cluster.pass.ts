import { definePass } from '@skyledger/provider-sdk';
import type { GcpClient } from '../client';
import { itemsIn, listPages, toPage, unreachableIn, type GoogleList } from '../list-pages';
import { toCluster } from './cluster.mapper';

/** Clusters of all regions and zones; the API does not page them. */
export const clusters = definePass<GcpClient>({
  id: 'container.clusters',
  types: ['cluster'],
  scope: 'global',
  permissions: ['container.clusters.list'],
  async *collect({ client, cursor }) {
    const list: GoogleList = {
      service: 'container',
      permission: 'container.clusters.list',
      path: `/projects/${client.projectId}/locations/-/clusters`,
      kind: null,
      read: (body) => ({
        items: itemsIn(body, 'clusters'),
        warnings: unreachableIn(body, 'missingZones'),
      }),
    };
    for await (const page of listPages(client, list, cursor)) {
      yield toPage(page, (item) => toCluster(item, client.projectId));
    }
  },
});
