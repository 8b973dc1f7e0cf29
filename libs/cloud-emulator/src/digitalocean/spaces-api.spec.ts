import { GetBucketAclCommand, ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import type { DigitalOceanAccountSpec, Emulator, ExpectedResource } from '../index';
import { expectedResources, startEmulator } from '../index';

const KEYS = { accessKeyId: 'DO00EXAMPLEEXAMPLE00', secretAccessKey: 'not/a+real=secret' };
const SHOP: DigitalOceanAccountSpec = {
  account: 'shop',
  token: 'dop_v1_shop',
  counts: { spaces: 40 },
  spacesKey: KEYS,
};
const CLOSED: DigitalOceanAccountSpec = {
  account: 'closed',
  token: 'dop_v1_closed',
  counts: { spaces: 3 },
};

describe('the emulated Spaces, read with the official client of S3', () => {
  let emulator: Emulator;

  beforeAll(async () => {
    const estate = { seed: 3, aws: [], hetzner: [], digitalocean: [SHOP, CLOSED] };
    emulator = await startEmulator({ estate });
  });
  afterEach(() => emulator.faults.clear());
  afterAll(() => emulator.close());

  const client = (region: string, credentials = KEYS): S3Client =>
    new S3Client({
      endpoint: `${emulator.endpoints.digitalocean}/spaces/${region}`,
      region,
      credentials,
      forcePathStyle: true,
      maxAttempts: 1,
    });

  const spacesOf = (account: string): ExpectedResource[] =>
    [...expectedResources(emulator.estate, account)].filter(
      (each) => each.kind === 'digitalocean.space',
    );

  it('lists the buckets of each region, and tells who may list their objects', async () => {
    const found: unknown[] = [];
    const open: boolean[] = [];
    for (const region of ['nyc3', 'fra1', 'sfo3', 'ams3', 'sgp1', 'lon1', 'tor1']) {
      const s3 = client(region);
      const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
      found.push(...Buckets.map((bucket) => [bucket.Name, region]));
      for (const { Name: Bucket } of Buckets) {
        const { Grants = [] } = await s3.send(new GetBucketAclCommand({ Bucket }));
        expect(Grants.at(-1)).toMatchObject({ Permission: 'FULL_CONTROL' });
        open.push(Grants.some((grant) => grant.Grantee?.URI?.endsWith('/AllUsers')));
      }
    }
    const expected = spacesOf('shop');
    expect(found.sort()).toEqual(expected.map((each) => [each.id, each.region]).sort());
    expect(new Set(open)).toEqual(new Set([true, false]));
  });

  it('expects nobody to see buckets without a key', () => {
    expect(spacesOf('shop').flatMap((each) => each.rows)).toHaveLength(40);
    expect(spacesOf('closed').flatMap((each) => each.rows)).toEqual([]);
  });

  it.each([
    ['InvalidAccessKeyId', { ...KEYS, accessKeyId: 'DO00UNKNOWN' }],
    ['SignatureDoesNotMatch', { ...KEYS, secretAccessKey: 'wrong' }],
  ])('refuses with %s', async (name, credentials) => {
    const outcome = client('fra1', credentials).send(new ListBucketsCommand({}));
    await expect(outcome).rejects.toMatchObject({ name });
  });

  it.each([
    ['AccessDenied', { type: 'deny' }],
    ['SlowDown', { type: 'throttle' }],
    ['InternalError', { type: 'status', status: 503 }],
  ] as const)('fails with %s', async (name, effect) => {
    emulator.faults.add({ match: { account: 'shop', action: 'ListBuckets' }, effect });
    const outcome = client('fra1').send(new ListBucketsCommand({}));
    await expect(outcome).rejects.toMatchObject({ name });
  });

  it('knows a bucket in its own region only', async () => {
    const [first] = spacesOf('shop');
    const elsewhere = first?.region === 'fra1' ? 'nyc3' : 'fra1';
    const outcome = client(elsewhere).send(new GetBucketAclCommand({ Bucket: first?.id }));
    await expect(outcome).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });
});
