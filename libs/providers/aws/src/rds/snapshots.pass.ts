import { DescribeDBClusterSnapshotsCommand, DescribeDBSnapshotsCommand } from '@aws-sdk/client-rds';
import { defineRegionalListing } from '../regional-listing';
import { toClusterSnapshot, toDatabaseSnapshot } from './snapshots.mapper';

/** The most RDS gives. */
const PAGE_SIZE = 100;

/** Snapshots of database instances, made by hand or by schedule. */
export const dbSnapshots = defineRegionalListing({
  id: 'rds.db-snapshots',
  type: 'snapshot',
  service: 'rds',
  permission: 'rds:DescribeDBSnapshots',
  async list(rds, token, options) {
    const command = new DescribeDBSnapshotsCommand({ MaxRecords: PAGE_SIZE, Marker: token });
    const { DBSnapshots, Marker } = await rds.send(command, options);
    return { items: DBSnapshots, next: Marker };
  },
  map: toDatabaseSnapshot,
});

/** Snapshots of clusters, made by hand or by schedule. */
export const dbClusterSnapshots = defineRegionalListing({
  id: 'rds.db-cluster-snapshots',
  type: 'snapshot',
  service: 'rds',
  permission: 'rds:DescribeDBClusterSnapshots',
  async list(rds, token, options) {
    const command = new DescribeDBClusterSnapshotsCommand({ MaxRecords: PAGE_SIZE, Marker: token });
    const { DBClusterSnapshots, Marker } = await rds.send(command, options);
    return { items: DBClusterSnapshots, next: Marker };
  },
  map: toClusterSnapshot,
});
