import { DescribeVolumesCommand, type Volume } from '@aws-sdk/client-ec2';
import { definePass, type Page } from '@skyledger/provider-sdk';
import type { AwsClient } from '../client';
import { objectsOf } from '../payload';
import { priceWarnings } from '../pricing/price-list';
import { pageOf, pagesOf, type RegionalListing } from '../regional-listing';
import { volumeRates } from './volume-prices';
import { toVolume } from './volumes.mapper';

/** The most EC2 gives. */
const PAGE_SIZE = 1000;

const LISTING: Pick<RegionalListing<'ec2', Volume>, 'service' | 'permission' | 'list'> = {
  service: 'ec2',
  permission: 'ec2:DescribeVolumes',
  async list(ec2, token, options) {
    const command = new DescribeVolumesCommand({ MaxResults: PAGE_SIZE, NextToken: token });
    const { Volumes, NextToken } = await ec2.send(command, options);
    return { items: Volumes, next: NextToken };
  },
};

/** EBS volumes, attached or not. */
export const volumes = definePass<AwsClient>({
  id: 'ec2.volumes',
  types: ['volume'],
  scope: 'regional',
  permissions: [LISTING.permission, 'ec2:DescribeRegions', 'sts:GetCallerIdentity'],
  async *collect(context): AsyncGenerator<Page> {
    const { client, region, signal } = context;
    const accountId = await client.accountId(signal);
    const warnings = priceWarnings(client);
    for await (const { items, next } of pagesOf(LISTING, context)) {
      const rates = await volumeRates(context, objectsOf(items));
      yield pageOf(
        items,
        next,
        (volume) => toVolume(volume, { region, accountId, rates }),
        warnings(items),
      );
    }
  },
});
