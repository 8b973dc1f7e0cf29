import { DescribeDBInstancesCommand, type DBInstance } from '@aws-sdk/client-rds';
import { definePass, type Page } from '@skyledger/provider-sdk';
import type { AwsClient } from '../client';
import { objectsOf } from '../payload';
import { priceWarnings } from '../pricing/price-list';
import { pageOf, pagesOf, type RegionalListing } from '../regional-listing';
import { databasePrices } from './db-instance-prices';
import { toDatabase } from './db-instances.mapper';

/** The most RDS gives. */
const PAGE_SIZE = 100;

const LISTING: Pick<RegionalListing<'rds', DBInstance>, 'service' | 'permission' | 'list'> = {
  service: 'rds',
  permission: 'rds:DescribeDBInstances',
  async list(rds, token, options) {
    const command = new DescribeDBInstancesCommand({ MaxRecords: PAGE_SIZE, Marker: token });
    const { DBInstances, Marker } = await rds.send(command, options);
    return { items: DBInstances, next: Marker };
  },
};

/** Database instances, members of Aurora, Neptune and DocumentDB clusters included. */
export const dbInstances = definePass<AwsClient>({
  id: 'rds.db-instances',
  types: ['database'],
  scope: 'regional',
  permissions: [LISTING.permission, 'ec2:DescribeRegions'],
  async *collect(context): AsyncGenerator<Page> {
    const warnings = priceWarnings(context.client);
    for await (const { items, next } of pagesOf(LISTING, context)) {
      const prices = await databasePrices(context, objectsOf(items));
      yield pageOf(items, next, (instance) => toDatabase(instance, prices), warnings(items));
    }
  },
});
