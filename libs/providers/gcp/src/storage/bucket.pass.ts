import {
  definePass,
  MalformedResponseError,
  recordOf,
  textOf,
  type Page,
  inParallel,
} from '@skyledger/provider-sdk';
import type { GcpClient } from '../client';
import { nullIfDenied } from '../iam-policy';
import { itemsIn, listPages, toPage, unreachableIn, type GoogleList } from '../list-pages';
import { toBucket } from './bucket.mapper';

/** Small for a listing: each bucket takes a request, and a page is what a crash costs. */
const PAGE_SIZE = 200;
const PARALLEL_BUCKETS = 8;

/**
 * Buckets, each with its policy where that may be read: `roles/viewer` does not permit it, and what
 * it permits must do for a complete listing. Without it, whether the policy is public is not known.
 *
 * Cloud Asset Inventory would tell all policies in one listing, but as they were up to 36 hours before
 * (https://cloud.google.com/asset-inventory/docs/asset-types): too late for a bucket that
 * was opened to anyone.
 */
export const buckets = definePass<GcpClient>({
  id: 'storage.buckets',
  types: ['bucket'],
  scope: 'global',
  permissions: ['storage.buckets.list', 'storage.buckets.getIamPolicy'],
  async *collect({ client, cursor }): AsyncGenerator<Page> {
    const list: GoogleList = {
      service: 'storage',
      permission: 'storage.buckets.list',
      path: '/b',
      query: {
        project: client.projectId,
        maxResults: PAGE_SIZE,
        projection: 'noAcl',
        returnPartialSuccess: 'true',
      },
      kind: 'storage#buckets',
      read: (body) => ({
        items: itemsIn(body, 'items'),
        warnings: unreachableIn(body),
      }),
    };
    for await (const page of listPages(client, list, cursor)) {
      const items = await inParallel(page.items, PARALLEL_BUCKETS, async (bucket) => ({
        bucket,
        policy: await policyOf(client, textOf(recordOf(bucket)['id'])),
      }));
      yield toPage({ ...page, items }, ({ bucket, policy }) => toBucket(bucket, policy));
    }
  },
});

/** `null` when it may not be read, or the bucket was deleted since it was listed. */
async function policyOf(client: GcpClient, bucket: string | null): Promise<unknown> {
  if (bucket === null) return null;
  return nullIfDenied(() =>
    client.get('storage', 'storage.buckets.getIamPolicy', `/b/${encodeURIComponent(bucket)}/iam`, {
      read: readPolicy,
    }),
  );
}

function readPolicy(body: unknown): unknown {
  if (recordOf(body)['kind'] === 'storage#policy') return body;
  throw new MalformedResponseError('the body is no policy');
}
