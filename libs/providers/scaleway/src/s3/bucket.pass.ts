import {
  definePass,
  elementsOf,
  ProviderError,
  textIn,
  type PageWarning,
} from '@skyledger/provider-sdk';
import type { ScalewayClient } from '../client';
import { toPage } from '../list-places';
import { placesOf } from '../places';
import { toBucket, type BucketDocuments } from './bucket.mapper';
import type { BucketQuestion } from './object-storage';

/** Buckets asked about at the same time; the gate limits how many really are. */
const AT_ONCE = 8;

/** What is answered where a bucket has nothing of the kind. */
const NOTHING_THERE = ['NoSuchBucketPolicy', 'NoSuchTagSet', 'NoSuchTagSetError'];

/** The S3 API chooses a project by the key, and a key has one preferred project only. */
const ONE_PROJECT: PageWarning = {
  code: 'preferred_project_only',
  message: "only the buckets of the key's preferred project can be listed without a project id",
};

/** Buckets, all of a region in one page, as the API lists them. */
export const buckets = definePass<ScalewayClient>({
  id: 's3.buckets',
  types: ['bucket'],
  scope: 'regional',
  permissions: ['ObjectStorageReadOnly'],
  async *collect({ client, region }) {
    const [place] = placesOf('s3', region);
    if (place === undefined) {
      yield { resources: [], cursor: null };
      return;
    }
    const listed = elementsOf(await client.storage.listBuckets(region), 'Bucket');
    const warnings: PageWarning[] = client.projectId === null ? [ONE_PROJECT] : [];
    const documents: BucketDocuments[] = [];
    for (let start = 0; start < listed.length; start += AT_ONCE) {
      const batch = listed.slice(start, start + AT_ONCE);
      documents.push(
        ...(await Promise.all(batch.map((bucket) => describe(client, region, bucket, warnings)))),
      );
    }
    const page = { place, items: listed, cursor: null, warnings };
    yield toPage(
      page,
      documents.map((each) => toBucket(each, region)),
    );
  },
});

async function describe(
  client: ScalewayClient,
  region: string,
  bucket: string,
  warnings: PageWarning[],
): Promise<BucketDocuments> {
  const name = textIn(bucket, 'Name') ?? '';
  const ask = (question: BucketQuestion): Promise<string | null | undefined> =>
    name === '' ? Promise.resolve(undefined) : answerOf(client, region, name, question, warnings);
  const [acl, policyStatus, tagging] = await Promise.all([
    ask('acl'),
    ask('policyStatus'),
    ask('tagging'),
  ]);
  return { bucket, acl, policyStatus, tagging };
}

/** `undefined` where the answer is refused, or the bucket is gone, either with a warning. */
async function answerOf(
  client: ScalewayClient,
  region: string,
  name: string,
  question: BucketQuestion,
  warnings: PageWarning[],
): Promise<string | null | undefined> {
  try {
    return await client.storage.ask(region, name, question);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const { kind, code, message } = error.fault;
    if (NOTHING_THERE.includes(code)) return null;
    if (kind !== 'denied' && code !== 'NoSuchBucket') throw error;
    warnings.push({
      code: kind === 'denied' ? 'denied' : 'item_gone',
      message: `${question} of ${name}: ${message}`,
    });
    return undefined;
  }
}
