import type { FaultEffect, FaultMatch } from '@skyledger/cloud-emulator';
import { collectPass, type Collected } from '@skyledger/provider-sdk';
import { BIG, ORGANIZATION, passOf, projectOf, ScalewayEstate } from '../testing/scaleway-estate';

const region = 'fr-par';
let estate: ScalewayEstate;

beforeEach(async () => {
  estate = await ScalewayEstate.start();
});

afterEach(() => estate.close());

async function read(digit = '5', scope: object = {}): Promise<Collected> {
  return collectPass(passOf('s3.buckets'), await estate.connect(digit, scope), { region });
}

const strike = (effect: FaultEffect, match: FaultMatch = {}): void => {
  estate.emulator.faults.add({ match: { provider: 'scaleway', service: 's3', ...match }, effect });
};

describe('buckets of Scaleway', () => {
  it('knows of each whether its policy or its ACL makes it public', async () => {
    const { resources } = await read();
    const items = resources.map(({ name }) =>
      estate.emulator.estate.describe(BIG, 'scaleway.bucket', name ?? ''),
    ) as unknown as {
      policyPublic: boolean | null;
      aclPublic: boolean;
      pairs: [string, string][];
    }[];
    expect(resources).toHaveLength(20);
    expect(resources.map(({ isPublic }) => isPublic)).toEqual(
      items.map(({ policyPublic, aclPublic }) => policyPublic === true || aclPublic),
    );
    expect(resources.map(({ tags }) => tags)).toEqual(
      items.map(({ pairs }) => Object.fromEntries(pairs)),
    );
    expect(new Set(resources.map(({ isPublic }) => isPublic)).size).toBe(2);
  });

  it('reads the project that the account is about', async () => {
    expect((await read('5', { project_id: projectOf('6') })).resources).toEqual([]);
  });

  it('says that of an organization only one project is read', async () => {
    const scope = { project_id: undefined, organization_id: ORGANIZATION };
    const { resources, warnings } = await read('5', scope);
    expect(resources).toHaveLength(20);
    expect(warnings.map(({ code }) => code)).toEqual(['preferred_project_only']);
  });

  it('keeps a bucket whose ACL may not be read, and says so', async () => {
    const { resources, warnings } = await read('6');
    expect(resources).toHaveLength(1);
    expect(warnings).toEqual([expect.objectContaining({ code: 'denied' })]);
  });

  it.each<[string, FaultEffect, object]>([
    ['a denial', { type: 'deny' }, { kind: 'denied', code: 'AccessDenied' }],
    ['a key that is refused', { type: 'expire-token' }, { kind: 'unauthenticated' }],
    [
      'throttling',
      { type: 'throttle', retryAfterSeconds: 2 },
      { kind: 'throttled', retryAfterMs: 2000 },
    ],
    ['a failing service', { type: 'status', status: 500 }, { kind: 'unavailable' }],
    ['a cut body', { type: 'truncate' }, { kind: 'unavailable' }],
    ['a document that ends in the middle', { type: 'malformed' }, { kind: 'malformed' }],
  ])('fails on %s', async (_what, effect, fault) => {
    strike(effect, { action: 'ListBuckets' });
    await expect(read()).rejects.toMatchObject({ operation: 's3:ListBuckets', fault });
  });

  it('fails on a document about a bucket that cannot be read', async () => {
    strike({ type: 'malformed' }, { action: 'GetBucketPolicyStatus' });
    await expect(read()).rejects.toMatchObject({ fault: { kind: 'malformed' } });
  });

  it('says so when a bucket went while it was read', async () => {
    const client = await estate.connect();
    const list = client.storage.listBuckets.bind(client.storage);
    jest.spyOn(client.storage, 'listBuckets').mockImplementation(async (where) => {
      const listed = await list(where);
      const kind = 'scaleway.bucket';
      const [gone = ''] = estate.expectedIds(kind, region).map((id) => id.split('/')[2] ?? '');
      estate.emulator.mutate({ op: 'remove', account: BIG, kind, ids: [gone] });
      return listed;
    });
    const { warnings } = await collectPass(passOf('s3.buckets'), client, { region });
    expect(new Set(warnings.map(({ code }) => code))).toEqual(new Set(['item_gone']));
  });

  it('refuses a secret that does not belong to the access key', async () => {
    const secret_key = '99999999-aaaa-4aaa-8aaa-999999999999';
    const outcome = read('5', { secret_key });
    await expect(outcome).rejects.toMatchObject({
      fault: { kind: 'unauthenticated', code: 'SignatureDoesNotMatch' },
    });
    await expect(outcome).rejects.not.toThrow(secret_key);
  });
});
