import { DescribeInstancesCommand } from '@aws-sdk/client-ec2';
import { definePass, type Page } from '@skyledger/provider-sdk';
import type { AwsClient } from '../client';
import { objectsOf } from '../payload';
import { priceWarnings } from '../pricing/price-list';
import { pageOf, pagesOf, type RegionalListing } from '../regional-listing';
import { instancePrices } from './instance-prices';
import { toVm, type OwnedInstance } from './instances.mapper';

/** Half of what EC2 gives: the memory that parsing takes grows with the page. */
const PAGE_SIZE = 500;

const LISTING: Pick<RegionalListing<'ec2', OwnedInstance>, 'service' | 'permission' | 'list'> = {
  service: 'ec2',
  permission: 'ec2:DescribeInstances',
  async list(ec2, token, options) {
    const command = new DescribeInstancesCommand({ MaxResults: PAGE_SIZE, NextToken: token });
    const { Reservations, NextToken } = await ec2.send(command, options);
    const items =
      Reservations &&
      objectsOf(Reservations).flatMap(({ OwnerId, Instances }) =>
        objectsOf(Instances).map((instance) => ({ instance, ownerId: OwnerId })),
      );
    return {
      items: items?.filter(({ instance }) => instance.State?.Name !== 'terminated'),
      next: NextToken,
    };
  },
};

/**
 * EC2 instances. A terminated instance stays listed for about an hour and no longer is anything that
 * could be looked at, so that it is left out and its absence retires it.
 */
export const instances = definePass<AwsClient>({
  id: 'ec2.instances',
  types: ['vm'],
  scope: 'regional',
  permissions: [LISTING.permission, 'ec2:DescribeRegions'],
  async *collect(context): AsyncGenerator<Page> {
    const { region } = context;
    const warnings = priceWarnings(context.client);
    for await (const { items, next } of pagesOf(LISTING, context)) {
      const prices = await instancePrices(
        context,
        items.map(({ instance }) => instance),
      );
      yield pageOf(items, next, (item) => toVm(item, region, prices), warnings(items));
    }
  },
});
