import { DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import { defineRegionalListing } from '../regional-listing';
import { toDatabase } from './db-instances.mapper';

/** The most RDS gives. */
const PAGE_SIZE = 100;

/** Database instances, members of Aurora, Neptune and DocumentDB clusters included. */
export const dbInstances = defineRegionalListing({
  id: 'rds.db-instances',
  type: 'database',
  service: 'rds',
  permission: 'rds:DescribeDBInstances',
  async list(rds, token, options) {
    const command = new DescribeDBInstancesCommand({ MaxRecords: PAGE_SIZE, Marker: token });
    const { DBInstances, Marker } = await rds.send(command, options);
    return { items: DBInstances, next: Marker };
  },
  map: toDatabase,
});
