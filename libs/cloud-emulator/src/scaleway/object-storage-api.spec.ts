import { ListBucketsCommand, GetBucketAclCommand, S3Client } from '@aws-sdk/client-s3';
import { GetBucketPolicyStatusCommand, GetBucketTaggingCommand } from '@aws-sdk/client-s3';
import type { Emulator, EstateSpec } from '../index';
import { expectedResources, startEmulator } from '../index';
import type { ScalewayBucket } from './bucket.item';

const PROJECT = '33333333-3333-4333-8333-333333333333';
const SPEC: EstateSpec = {
  seed: 3,
  aws: [],
  hetzner: [],
  scaleway: [
    {
      account: 'shop',
      accessKey: 'SCWEXAMPLE0000000000',
      secretKey: '11111111-1111-4111-8111-111111111111',
      organizationId: '22222222-2222-4222-8222-222222222222',
      projectId: PROJECT,
      regions: [{ name: 'fr-par', buckets: 30, zones: [] }],
    },
  ],
};

describe('the emulated Object Storage', () => {
  let emulator: Emulator;
  const clients: S3Client[] = [];

  beforeAll(async () => {
    emulator = await startEmulator({ estate: SPEC });
  });
  afterAll(async () => {
    for (const client of clients) client.destroy();
    await emulator.close();
  });

  const clientOf = (accessKeyId: string, region = 'fr-par'): S3Client => {
    const client = new S3Client({
      endpoint: `${emulator.endpoints.scaleway}/s3/${region}`,
      region,
      credentials: { accessKeyId, secretAccessKey: '11111111-1111-4111-8111-111111111111' },
      forcePathStyle: true,
      maxAttempts: 1,
    });
    clients.push(client);
    return client;
  };
  const KEY = 'SCWEXAMPLE0000000000';
  const buckets = (): ScalewayBucket[] =>
    [...expectedResources(emulator.estate, 'shop')]
      .filter(({ kind }) => kind === 'scaleway.bucket')
      .map(({ id }) => emulator.estate.describe('shop', 'scaleway.bucket', id) as ScalewayBucket);

  it('lists the buckets of a project to the official client', async () => {
    const expected = buckets().map(({ name }) => name);
    for (const key of [KEY, `${KEY}@${PROJECT}`]) {
      const { Buckets } = await clientOf(key).send(new ListBucketsCommand({}));
      expect((Buckets ?? []).map(({ Name }) => Name)).toEqual(expected);
      expect(Buckets?.[0]?.CreationDate).toBeInstanceOf(Date);
    }
    const other = clientOf(`${KEY}@44444444-4444-4444-8444-444444444444`);
    expect((await other.send(new ListBucketsCommand({}))).Buckets ?? []).toEqual([]);
    const elsewhere = clientOf(KEY, 'nl-ams');
    expect((await elsewhere.send(new ListBucketsCommand({}))).Buckets ?? []).toEqual([]);
  });

  it('tells of each bucket what it is', async () => {
    const client = clientOf(KEY);
    for (const { name: Bucket, aclPublic, policyPublic, pairs } of buckets()) {
      const { Grants = [] } = await client.send(new GetBucketAclCommand({ Bucket }));
      expect(Grants.some(({ Grantee }) => Grantee?.URI?.endsWith('/AllUsers'))).toBe(aclPublic);
      const status = client.send(new GetBucketPolicyStatusCommand({ Bucket }));
      if (policyPublic === null) {
        await expect(status).rejects.toMatchObject({ name: 'NoSuchBucketPolicy' });
      } else {
        expect((await status).PolicyStatus?.IsPublic).toBe(policyPublic);
      }
      const tagging = client.send(new GetBucketTaggingCommand({ Bucket }));
      if (pairs.length === 0) await expect(tagging).rejects.toMatchObject({ name: 'NoSuchTagSet' });
      else expect((await tagging).TagSet?.map(({ Key, Value }) => [Key, Value])).toEqual(pairs);
    }
  });

  it('refuses other keys, other regions and buckets that do not exist', async () => {
    await expect(clientOf('SCWOTHER').send(new ListBucketsCommand({}))).rejects.toMatchObject({
      name: 'InvalidAccessKeyId',
    });
    const Bucket = 'nothing-00000000';
    await expect(clientOf(KEY).send(new GetBucketAclCommand({ Bucket }))).rejects.toMatchObject({
      name: 'NoSuchBucket',
    });
    const unsigned = await fetch(`${emulator.endpoints.scaleway}/s3/fr-par/`);
    expect(unsigned.status).toBe(403);
  });
});
