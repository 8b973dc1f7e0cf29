import { DescribeDBClustersCommand } from '@aws-sdk/client-rds';
import { defineRegionalListing } from '../regional-listing';
import { toClusterDatabase } from './db-clusters.mapper';

/** The most RDS gives. */
const PAGE_SIZE = 100;

/** Clusters of Aurora and of RDS, Neptune and DocumentDB included. */
export const dbClusters = defineRegionalListing({
  id: 'rds.db-clusters',
  type: 'database',
  service: 'rds',
  permission: 'rds:DescribeDBClusters',
  async list(rds, token, options) {
    const command = new DescribeDBClustersCommand({ MaxRecords: PAGE_SIZE, Marker: token });
    const { DBClusters, Marker } = await rds.send(command, options);
    return { items: DBClusters, next: Marker };
  },
  map: toClusterDatabase,
});
