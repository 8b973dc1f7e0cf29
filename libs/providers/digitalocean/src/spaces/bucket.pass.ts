import {
  definePass,
  MalformedResponseError,
  ProviderError,
  inParallel,
} from '@skyledger/provider-sdk';
import { classifyError } from '../classify-error';
import type { DigitalOceanClient } from '../client';
import { Refusals } from '../refusals';
import { toBucket } from './bucket.mapper';

const PARALLEL_BUCKETS = 4;

/** The buckets of each region; without a key of Spaces it has no regions to run in. */
export const buckets = definePass<DigitalOceanClient>({
  id: 'spaces.buckets',
  types: ['bucket'],
  scope: 'regional',
  permissions: ['spaces:ListBuckets', 'spaces:GetBucketAcl'],
  async *collect({ client: { spaces }, region, cursor }) {
    if (spaces === null) throw new Error('there is no key of Spaces to list buckets with');
    let token = cursor;
    do {
      const page = await spaces.listBuckets(region, token);
      if (page.next !== null && page.next === token) throw repeated();
      const refusals = new Refusals();
      const grants = await inParallel(page.buckets, PARALLEL_BUCKETS, ({ name }) =>
        refusals.unlessRefused(`space/${name}`, () => spaces.grants(region, name)),
      );
      yield {
        resources: page.buckets.map((bucket, at) => toBucket(bucket, region, grants[at] ?? null)),
        cursor: page.next,
        warnings: refusals.warnings(),
      };
      token = page.next;
    } while (token !== null);
  },
});

function repeated(): ProviderError {
  const error = new MalformedResponseError('a page of buckets names itself as the next');
  return new ProviderError(classifyError(error), 'spaces:ListBuckets', { cause: error });
}
