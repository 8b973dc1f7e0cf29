import { ListDistributionsCommand, type DistributionSummary } from '@aws-sdk/client-cloudfront';
import { definePass, inParallel, textOf, type Page } from '@skyledger/provider-sdk';
import type { AwsClient } from '../client';
import { Denials } from '../denials';
import { objectsOf } from '../payload';
import { pageOf, pagesOf } from '../regional-listing';
import { present } from '../request-failure';
import type { ServiceClients } from '../service-clients';
import { TAGS_PERMISSION, tagsOfDistribution } from './distribution-tags';
import { toCdn } from './distributions.mapper';

export const LIST_DISTRIBUTIONS = 'cloudfront:ListDistributions';

/** Small for a listing: each distribution takes a request for its tags. */
const PAGE_SIZE = 50;
const PARALLEL_REQUESTS = 4;

/** What serves content near those who ask for it. Distributions belong to no region. */
export const distributions = definePass<AwsClient>({
  id: 'cloudfront.distributions',
  types: ['cdn'],
  scope: 'global',
  permissions: [LIST_DISTRIBUTIONS, TAGS_PERMISSION],
  async *collect(context): AsyncGenerator<Page> {
    const { client, signal } = context;
    if (!hasCloudFront(client)) {
      yield { resources: [], cursor: null };
      return;
    }
    const pages = pagesOf(
      {
        service: 'cloudfront',
        permission: LIST_DISTRIBUTIONS,
        list: (cloudfront, token, options) =>
          listDistributions(cloudfront, { MaxItems: PAGE_SIZE, Marker: token }, options),
      },
      { ...context, region: client.homeRegion },
    );
    for await (const { items, next } of pages) {
      const denials = new Denials();
      const tagged = await inParallel(objectsOf(items), PARALLEL_REQUESTS, async (distribution) => {
        const arn = textOf(distribution.ARN);
        const tags =
          arn === null ? undefined : await tagsOfDistribution(client, arn, denials, signal);
        return tags === null ? null : { distribution, tags };
      });
      yield pageOf(
        tagged.filter((each) => each !== null),
        next,
        ({ distribution, tags }) => toCdn(distribution, tags),
        denials.warnings(),
      );
    }
  },
});

/**
 * GovCloud has none: there, its address is that of the commercial partition, which does not know the keys.
 * Source: https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/setting-up-credentials.html
 */
export function hasCloudFront({ partition }: AwsClient): boolean {
  return partition !== 'aws-us-gov';
}

/** A page of distributions. A list without any is left out of the answer. */
export async function listDistributions(
  cloudfront: ServiceClients['cloudfront'],
  input: { MaxItems: number; Marker?: string | undefined },
  options: { abortSignal: AbortSignal },
): Promise<{ items: DistributionSummary[] | undefined; next: string | undefined }> {
  const answer = await cloudfront.send(new ListDistributionsCommand(input), options);
  const { Items, Quantity, NextMarker } = present(answer.DistributionList, 'list');
  return { items: Items ?? (Quantity === 0 ? [] : undefined), next: NextMarker };
}
