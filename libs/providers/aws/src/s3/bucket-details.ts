import {
  GetBucketEncryptionCommand,
  GetBucketLocationCommand,
  GetBucketLoggingCommand,
  GetBucketPolicyStatusCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  type Bucket,
  type LoggingEnabled,
  type PolicyStatus,
  type PublicAccessBlockConfiguration,
  type ServerSideEncryptionConfiguration,
  type Tag,
} from '@aws-sdk/client-s3';
import { textOf } from '@skyledger/provider-sdk';
import type { AwsClient, Send } from '../client';
import type { Denials } from '../denials';
import { present } from '../request-failure';

/** A bucket with what must be asked of each one: `null` is "has none", `undefined` "not told". */
export interface DetailedBucket {
  bucket: Bucket;
  region: string | null;
  publicAccessBlock: PublicAccessBlockConfiguration | null | undefined;
  encryption: ServerSideEncryptionConfiguration | null | undefined;
  policyStatus: PolicyStatus | null | undefined;
  /** S3's word; `null` where versioning was never switched on. */
  versioning: string | null | undefined;
  logging: LoggingEnabled | null | undefined;
  tags: Tag[] | null | undefined;
}

/** Permissions that reading a bucket needs; the IAM actions differ from the API's names. */
export const DETAIL_PERMISSIONS = [
  's3:GetBucketLocation',
  's3:GetBucketPublicAccessBlock',
  's3:GetEncryptionConfiguration',
  's3:GetBucketPolicyStatus',
  's3:GetBucketVersioning',
  's3:GetBucketLogging',
  's3:GetBucketTagging',
] as const;

/** A question and the error by which S3 says "has none". */
interface Question<Answer> {
  permission: (typeof DETAIL_PERMISSIONS)[number];
  none: string | null;
  ask: Send<'s3', Answer>;
}

const UNTOLD = {
  region: null,
  publicAccessBlock: undefined,
  encryption: undefined,
  policyStatus: undefined,
  versioning: undefined,
  logging: undefined,
  tags: undefined,
} satisfies Omit<DetailedBucket, 'bucket'>;

class BucketGone extends Error {}

/**
 * Asks for the details of a bucket, in its own region.
 * @returns `null` when it was deleted since it was listed
 */
export async function detailsOf(
  client: AwsClient,
  bucket: Bucket,
  denials: Denials,
  signal?: AbortSignal,
): Promise<DetailedBucket | null> {
  const Bucket = textOf(bucket.Name);
  if (Bucket === null) return { bucket, ...UNTOLD };
  const ask = <Answer>(
    region: string,
    { permission, none, ask: send }: Question<Answer>,
  ): Promise<Answer | null | undefined> =>
    denials.unlessDenied(Bucket, async () => {
      const answer = await client.call<'s3', Answer | null | typeof GONE>(
        { service: 's3', region, permission, signal },
        (s3, options) => send(s3, options).catch((error: unknown) => absence(error, none)),
      );
      if (answer === GONE) throw new BucketGone(Bucket);
      return answer;
    });

  try {
    const region =
      textOf(bucket.BucketRegion) ??
      (await ask(client.homeRegion, {
        permission: 's3:GetBucketLocation',
        none: null,
        ask: async (s3, options) =>
          regionOf(await s3.send(new GetBucketLocationCommand({ Bucket }), options)),
      })) ??
      null;
    // S3 redirects requests to the bucket's region if need be, and the SDK follows.
    const at = region ?? client.homeRegion;
    return {
      bucket,
      region,
      publicAccessBlock: await ask(at, {
        permission: 's3:GetBucketPublicAccessBlock',
        none: 'NoSuchPublicAccessBlockConfiguration',
        ask: async (s3, options) => {
          const answer = await s3.send(new GetPublicAccessBlockCommand({ Bucket }), options);
          return present(answer.PublicAccessBlockConfiguration, 'public access block');
        },
      }),
      encryption: await ask(at, {
        permission: 's3:GetEncryptionConfiguration',
        none: 'ServerSideEncryptionConfigurationNotFoundError',
        ask: async (s3, options) => {
          const answer = await s3.send(new GetBucketEncryptionCommand({ Bucket }), options);
          return present(answer.ServerSideEncryptionConfiguration, 'encryption');
        },
      }),
      policyStatus: await ask(at, {
        permission: 's3:GetBucketPolicyStatus',
        none: 'NoSuchBucketPolicy',
        ask: async (s3, options) => {
          const answer = await s3.send(new GetBucketPolicyStatusCommand({ Bucket }), options);
          return present(answer.PolicyStatus, 'policy status');
        },
      }),
      versioning: await ask(at, {
        permission: 's3:GetBucketVersioning',
        none: null,
        ask: async (s3, options) => {
          const answer = await s3.send(new GetBucketVersioningCommand({ Bucket }), options);
          return answeredByS3(answer).Status ?? null;
        },
      }),
      logging: await ask(at, {
        permission: 's3:GetBucketLogging',
        none: null,
        ask: async (s3, options) => {
          const answer = await s3.send(new GetBucketLoggingCommand({ Bucket }), options);
          return answeredByS3(answer).LoggingEnabled ?? null;
        },
      }),
      tags: await ask(at, {
        permission: 's3:GetBucketTagging',
        none: 'NoSuchTagSet',
        ask: async (s3, options) => {
          const answer = await s3.send(new GetBucketTaggingCommand({ Bucket }), options);
          return present(answer.TagSet, 'tags');
        },
      }),
    };
  } catch (error) {
    if (error instanceof BucketGone) return null;
    throw error;
  }
}

const GONE = Symbol('the bucket is gone');

/** Takes S3's "has none" as the answer that it is, so that the request gate sees no failure. */
function absence(error: unknown, none: string | null): null | typeof GONE {
  const code = error instanceof Error ? error.name : null;
  if (code !== null && code === none) return null;
  if (code === 'NoSuchBucket') return GONE;
  throw error;
}

/**
 * Where nothing is an answer, S3's own id of the request tells it from a proxy's page.
 * @throws MalformedAnswer when somebody else answered
 */
function answeredByS3<Answer extends { $metadata: { requestId?: string } }>(
  answer: Answer,
): Answer {
  present(answer.$metadata.requestId, 'request id');
  return answer;
}

/** us-east-1 is written as nothing, and the first European region as `EU`. */
function regionOf({ LocationConstraint }: { LocationConstraint?: string }): string {
  if (!LocationConstraint) return 'us-east-1';
  return LocationConstraint === 'EU' ? 'eu-west-1' : LocationConstraint;
}
