import { definePass } from '@skyledger/provider-sdk';
import type { IonosClient, Listing } from '../client';
import { listPages, toPage } from '../list-pages';
import { toDatabase } from './postgresql.mapper';

/** The largest page of the API of databases, which is not the Cloud API. */
export const CLUSTERS_A_PAGE = 100;

export const POSTGRESQL_CLUSTERS: Listing = {
  route: '/databases/postgresql/clusters',
  path: '/databases/postgresql/clusters',
  pageSize: CLUSTERS_A_PAGE,
};

export const postgresqlClusters = definePass<IonosClient>({
  id: 'databases.postgresql-clusters',
  types: ['database'],
  scope: 'global',
  permissions: ['Access and manage DBaaS'],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, POSTGRESQL_CLUSTERS, cursor)) {
      yield toPage(page, (item) => [toDatabase(item)]);
    }
  },
});
