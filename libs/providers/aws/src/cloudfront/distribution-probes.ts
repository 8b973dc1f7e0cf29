import type { AwsClient } from '../client';
import { Denials } from '../denials';
import { deniedListing, unlessUntold } from '../permission-probe';
import { tagsOfDistribution } from './distribution-tags';
import { LIST_DISTRIBUTIONS, hasCloudFront, listDistributions } from './distributions.pass';

/** Tries each permission of CloudFront once. */
export async function deniedOfDistributions(client: AwsClient): Promise<string[]> {
  if (!hasCloudFront(client)) return [];
  let arn: string | undefined;
  const denied = await deniedListing(
    client,
    'cloudfront',
    LIST_DISTRIBUTIONS,
    async (cloudfront, options) => {
      const { items } = await listDistributions(cloudfront, { MaxItems: 1 }, options);
      arn = items?.[0]?.ARN;
    },
  );
  if (arn === undefined) return denied;
  const first = arn;
  const denials = new Denials();
  await unlessUntold(() => tagsOfDistribution(client, first, denials));
  return [...denied, ...denials.permissions()];
}
