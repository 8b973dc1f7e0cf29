import { DescribeClustersCommand } from '@aws-sdk/client-redshift';
import { defineOwnListing } from '../regional-listing';
import { toWarehouse } from './clusters.mapper';

/** The most Redshift gives. */
const PAGE_SIZE = 100;

/** Data warehouses; those without servers are none. */
export const redshiftClusters = defineOwnListing({
  id: 'redshift.clusters',
  type: 'database',
  service: 'redshift',
  permission: 'redshift:DescribeClusters',
  async list(redshift, token, options) {
    const command = new DescribeClustersCommand({ MaxRecords: PAGE_SIZE, Marker: token });
    const { Clusters, Marker } = await redshift.send(command, options);
    return { items: Clusters, next: Marker };
  },
  map: toWarehouse,
});
