import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { definePass, type Page, inParallel } from '@skyledger/provider-sdk';
import type { AwsClient } from '../client';
import { Denials } from '../denials';
import { objectsOf } from '../payload';
import { pageOf, pagesOf } from '../regional-listing';
import { ACCOUNT_BLOCK_PERMISSION, accountBlockOf } from './account-block';
import { DETAIL_PERMISSIONS, detailsOf } from './bucket-details';
import { toBucket } from './buckets.mapper';

/** Small for a listing: each bucket takes six more requests, and a page is what a crash costs. */
const PAGE_SIZE = 100;
const PARALLEL_BUCKETS = 8;

/**
 * The account's buckets in all regions. A detail that is denied is left unknown and warned about:
 * a bucket's own policy may hide it from everyone.
 */
export const buckets = definePass<AwsClient>({
  id: 's3.buckets',
  types: ['bucket'],
  scope: 'global',
  permissions: [
    's3:ListAllMyBuckets',
    ...DETAIL_PERMISSIONS,
    ACCOUNT_BLOCK_PERMISSION,
    'sts:GetCallerIdentity',
  ],
  async *collect(context): AsyncGenerator<Page> {
    const { client, signal } = context;
    const pages = pagesOf(
      {
        service: 's3',
        permission: 's3:ListAllMyBuckets',
        async list(s3, token, options) {
          // Only a request for pages is told the buckets' regions.
          const command = new ListBucketsCommand({
            MaxBuckets: PAGE_SIZE,
            ContinuationToken: token,
          });
          const { Buckets, ContinuationToken } = await s3.send(command, options);
          return { items: Buckets, next: ContinuationToken };
        },
      },
      { ...context, region: client.homeRegion },
    );
    const ofAccount = new Denials();
    const accountBlock = await accountBlockOf(client, ofAccount, signal);
    for await (const { items, next } of pages) {
      const denials = new Denials();
      const detailed = await inParallel(objectsOf(items), PARALLEL_BUCKETS, (bucket) =>
        detailsOf(client, bucket, denials, signal),
      );
      yield pageOf(
        detailed.filter((bucket) => bucket !== null),
        next,
        (bucket) => toBucket(bucket, client.partition, accountBlock),
        [...ofAccount.warnings(), ...denials.warnings()],
      );
    }
  },
});
