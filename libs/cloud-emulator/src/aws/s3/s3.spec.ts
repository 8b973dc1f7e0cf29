import {
  GetBucketEncryptionCommand,
  GetBucketLocationCommand,
  GetBucketLoggingCommand,
  GetBucketPolicyStatusCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
  S3Client,
  paginateListBuckets,
} from '@aws-sdk/client-s3';
import type { Emulator, EstateSpec, S3Bucket } from '../../index';
import { startEmulator } from '../../index';
import { awsClients } from '../../testing/aws-clients';

const KEYS = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'not/a+real=secret' };
const SPEC: EstateSpec = {
  seed: 3,
  hetzner: [],
  aws: [
    {
      accountId: '111122223333',
      ...KEYS,
      regions: [{ name: 'us-east-1' }, { name: 'eu-central-1' }, { name: 'eu-west-1' }],
      buckets: 40,
    },
  ],
};

describe('the emulated S3, read with the official client', () => {
  let emulator: Emulator;
  let s3: S3Client;
  let buckets: S3Bucket[];

  beforeAll(async () => {
    emulator = await startEmulator({ estate: SPEC });
    s3 = awsClients(emulator.awsEndpoint, KEYS).s3;
    buckets = [...(emulator.estate.aws.get('111122223333')?.buckets.all() ?? [])];
  });
  afterAll(() => emulator.close());

  it('lists all buckets at once, without their regions, unless asked for more', async () => {
    const { Buckets = [], ContinuationToken } = await s3.send(new ListBucketsCommand({}));
    expect(Buckets.map((each) => each.Name)).toEqual(buckets.map((each) => each.name));
    expect(Buckets.map((each) => each.CreationDate)).toEqual(buckets.map((each) => each.created));
    expect(Buckets[0]?.BucketRegion).toBeUndefined();
    expect(ContinuationToken).toBeUndefined();
  });

  it('pages, and narrows to one region', async () => {
    const paged = [];
    for await (const page of paginateListBuckets({ client: s3, pageSize: 16 }, {}))
      paged.push(page.Buckets ?? []);
    expect(paged.map((page) => page.length)).toEqual([16, 16, 8]);
    expect(paged.flat().map((each) => each.BucketRegion)).toEqual(
      buckets.map((each) => each.region),
    );

    const there = [];
    for await (const page of paginateListBuckets(
      { client: s3, pageSize: 7 },
      { BucketRegion: 'eu-west-1' },
    )) {
      there.push(...(page.Buckets ?? []));
    }
    expect(there.map((each) => each.Name)).toEqual(
      buckets.filter((each) => each.region === 'eu-west-1').map((each) => each.name),
    );
  });

  it('answers the configuration of every bucket, or the error that says there is none', async () => {
    for (const bucket of buckets) {
      const Bucket = bucket.name;
      const location = await s3.send(new GetBucketLocationCommand({ Bucket }));
      expect(location.LocationConstraint ?? 'us-east-1').toBe(bucket.region);

      const block = s3.send(new GetPublicAccessBlockCommand({ Bucket }));
      if (bucket.publicAccessBlock) {
        expect((await block).PublicAccessBlockConfiguration).toEqual({
          BlockPublicAcls: bucket.publicAccessBlock.blockPublicAcls,
          IgnorePublicAcls: bucket.publicAccessBlock.ignorePublicAcls,
          BlockPublicPolicy: bucket.publicAccessBlock.blockPublicPolicy,
          RestrictPublicBuckets: bucket.publicAccessBlock.restrictPublicBuckets,
        });
      } else
        await expect(block).rejects.toMatchObject({ name: 'NoSuchPublicAccessBlockConfiguration' });

      const encryption = s3.send(new GetBucketEncryptionCommand({ Bucket }));
      if (bucket.encryption) {
        const { ServerSideEncryptionConfiguration } = await encryption;
        const rule = ServerSideEncryptionConfiguration?.Rules?.[0];
        expect(rule?.ApplyServerSideEncryptionByDefault).toEqual({
          SSEAlgorithm: bucket.encryption.algorithm,
          ...(bucket.encryption.keyArn ? { KMSMasterKeyID: bucket.encryption.keyArn } : {}),
        });
      } else
        await expect(encryption).rejects.toMatchObject({
          name: 'ServerSideEncryptionConfigurationNotFoundError',
        });

      const policy = s3.send(new GetBucketPolicyStatusCommand({ Bucket }));
      if (bucket.policyIsPublic === null)
        await expect(policy).rejects.toMatchObject({ name: 'NoSuchBucketPolicy' });
      else expect((await policy).PolicyStatus).toEqual({ IsPublic: bucket.policyIsPublic });

      expect((await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status ?? null).toBe(
        bucket.versioning,
      );
      const { LoggingEnabled } = await s3.send(new GetBucketLoggingCommand({ Bucket }));
      expect(LoggingEnabled?.TargetBucket ?? null).toBe(bucket.logging?.bucket ?? null);
      const tags = s3.send(new GetBucketTaggingCommand({ Bucket }));
      if (bucket.tags.length === 0)
        await expect(tags).rejects.toMatchObject({ name: 'NoSuchTagSet' });
      else expect((await tags).TagSet?.map((tag) => [tag.Key, tag.Value])).toEqual(bucket.tags);
    }
    expect(buckets.filter((each) => each.publicAccessBlock === null).length).toBeGreaterThan(0);
    expect(buckets.filter((each) => each.logging).length).toBeGreaterThan(0);
    expect(buckets.filter((each) => each.encryption === null).length).toBeGreaterThan(0);
  });

  it('redirects to the region of the bucket', async () => {
    const elsewhere = buckets.find((each) => each.region === 'eu-west-1' && each.encryption);
    const strict = new S3Client({
      endpoint: emulator.awsEndpoint,
      region: 'us-east-1',
      credentials: KEYS,
      forcePathStyle: true,
      maxAttempts: 1,
    });
    await expect(
      strict.send(new GetBucketEncryptionCommand({ Bucket: elsewhere?.name })),
    ).rejects.toMatchObject({
      name: 'PermanentRedirect',
      $response: { headers: { 'x-amz-bucket-region': 'eu-west-1' } },
    });
  });

  it('knows only the buckets of the account', async () => {
    await expect(
      s3.send(new GetBucketLocationCommand({ Bucket: 'somebody-elses-1' })),
    ).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });

  it('speaks virtual-hosted style, too', async () => {
    const bucket = buckets[0];
    const virtual = new S3Client({
      endpoint: `http://localhost:${emulator.port}`,
      region: bucket?.region,
      credentials: KEYS,
      maxAttempts: 1,
      requestHandler: {
        httpAgent: {
          lookup: (
            _host: string,
            options: { all?: boolean },
            done: (error: null, address: unknown, family?: number) => void,
          ) =>
            options.all
              ? done(null, [{ address: '127.0.0.1', family: 4 }])
              : done(null, '127.0.0.1', 4),
        },
      },
    });
    const { Status } = await virtual.send(new GetBucketVersioningCommand({ Bucket: bucket?.name }));
    expect(Status ?? null).toBe(bucket?.versioning);
  });
});
