import { definePass } from '@skyledger/provider-sdk';
import type { IonosClient } from '../client';
import { listPages, toPage } from '../list-pages';
import { toMongoDatabase } from './mongodb.mapper';
import { CLUSTERS_A_PAGE } from './postgresql.pass';

export const mongodbClusters = definePass<IonosClient>({
  id: 'databases.mongodb-clusters',
  types: ['database'],
  scope: 'global',
  permissions: ['Access and manage DBaaS'],
  async *collect({ client, cursor }) {
    const path = '/databases/mongodb/clusters';
    const listing = { route: path, path, pageSize: CLUSTERS_A_PAGE };
    for await (const page of listPages(client, listing, cursor)) {
      yield toPage(page, (item) => [toMongoDatabase(item)]);
    }
  },
});
