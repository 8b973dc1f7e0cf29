import { DEMO_AWS, type FaultEffect } from '@skyledger/cloud-emulator';
import { collectPass } from '@skyledger/provider-sdk';
import { NARROW, faultOf, passOf, startAwsEstate, type AwsEstate } from './testing/aws-estate';

let estate: AwsEstate;

beforeEach(async () => {
  estate = await startAwsEstate();
});

afterEach(() => estate.close());

describe('what goes wrong with what belongs to the account', () => {
  it('keeps users whose credential report is denied, and says what is missing', async () => {
    estate.emulator.faults.add({
      match: { action: 'GenerateCredentialReport' },
      effect: { type: 'deny' },
    });
    const client = await estate.connectDemo();
    const users = await collectPass(passOf('iam.authorizations'), client);
    const people = users.resources.filter(({ nativeType }) => nativeType === 'AWS::IAM::User');
    expect(people).toHaveLength(5);
    for (const { attributes } of people) expect(attributes).toMatchObject({ mfaEnabled: null });
    const keys = await collectPass(passOf('iam.access-keys'), client);
    expect(keys.resources.length).toBeGreaterThan(0);
    for (const { warnings } of [users, keys]) {
      expect(warnings.map(({ message }) => message).join()).toContain(
        'iam:GenerateCredentialReport was refused',
      );
    }
  });

  it('does not call a bucket open while its account may block it', async () => {
    estate.emulator.faults.add({
      match: { action: 'GetAccountPublicAccessBlock' },
      effect: { type: 'deny' },
    });
    const client = await estate.connectDemo();
    const { resources, warnings } = await collectPass(passOf('s3.buckets'), client);
    const blocked = resources.map(
      ({ attributes }) => (attributes as { publicAccessBlocked: unknown }).publicAccessBlocked,
    );
    expect(new Set(blocked)).toEqual(new Set([true, null]));
    expect(warnings).toHaveLength(1);
    const settings = await collectPass(passOf('iam.account-settings'), client);
    expect(settings.warnings).toHaveLength(1);
    expect(settings.resources[0]?.attributes).toMatchObject({ publicBucketsBlocked: null });
  });

  it('takes a missing password policy for the usual one', async () => {
    const patch = { passwordPolicy: null };
    estate.emulator.mutate({
      op: 'change',
      kind: 'aws.iam-account',
      account: DEMO_AWS.accountId,
      share: 1,
      patch,
    });
    const client = await estate.connectDemo();
    const { resources, warnings } = await collectPass(passOf('iam.account-settings'), client);
    expect(resources[0]?.attributes).toMatchObject({ passwordMinimumLength: 8 });
    expect(warnings).toEqual([]);
  });
});

describe('services of the account that speak REST in XML', () => {
  const LISTINGS = [
    ['route53.hosted-zones', 'aws.route53-hosted-zone', 'ListHostedZones', 'ListTagsForResources'],
    [
      'cloudfront.distributions',
      'aws.cloudfront-distribution',
      'ListDistributions',
      'ListTagsForResource',
    ],
  ] as const;
  const expected = (kind: string): string[] => estate.expectedArns(DEMO_AWS.accountId, kind, null);

  it.each(LISTINGS)(
    '%s throttles, fails, expires and refuses a cursor',
    async (id, _kind, action) => {
      const client = await estate.connectRole(DEMO_AWS.externalId);
      const kindUnder = async (effect: FaultEffect): Promise<string> => {
        const withdraw = estate.emulator.faults.add({ match: { action }, effect });
        const { fault } = await faultOf(collectPass(passOf(id), client));
        withdraw();
        return fault.kind;
      };
      await expect(kindUnder({ type: 'throttle' })).resolves.toBe('throttled');
      await expect(kindUnder({ type: 'status', status: 502 })).resolves.toBe('unavailable');
      await expect(kindUnder({ type: 'malformed' })).resolves.toBe('malformed');
      await expect(kindUnder({ type: 'deny' })).resolves.toBe('denied');
      const { fault } = await faultOf(
        collectPass(passOf(id), client, { cursor: 'no-such-cursor' }),
      );
      expect(fault.kind).toBe('malformed');
      await expect(kindUnder({ type: 'expire-token' })).resolves.toBe('expired');
    },
  );

  it.each(LISTINGS)('%s finds nothing where there is nothing', async (id) => {
    const found = await collectPass(passOf(id), await estate.connectAs(NARROW));
    expect(found).toMatchObject({ resources: [], warnings: [] });
  });

  it.each(LISTINGS)(
    '%s keeps what has tags that nobody may know, and says so',
    async (...listing) => {
      const [id, kind, , action] = listing;
      estate.emulator.faults.add({ match: { action }, effect: { type: 'deny' } });
      const { resources, warnings } = await collectPass(passOf(id), await estate.connectDemo());
      expect(resources.map(({ resourceId }) => resourceId).sort()).toEqual(expected(kind));
      for (const { tags } of resources) expect(tags).toEqual({});
      expect(warnings).toMatchObject([{ code: 'AccessDenied' }]);
    },
  );

  it.each(LISTINGS)(
    '%s leaves out what was deleted since it was listed',
    async (id, kind, action) => {
      const [gone = '', ...others] = expected(kind);
      const find = gone.slice(gone.lastIndexOf(':') + 1);
      const effect = { type: 'replace-text', find, replace: `${find}0` } as const;
      estate.emulator.faults.add({ match: { action }, effect });
      const { resources, warnings } = await collectPass(passOf(id), await estate.connectDemo());
      expect(resources.map(({ resourceId }) => resourceId).sort()).toEqual(others);
      expect(warnings).toEqual([]);
    },
  );

  it('does not look for distributions where CloudFront is not offered', async () => {
    const client = await estate.connect({
      access_key_id: DEMO_AWS.accessKeyId,
      secret_access_key: DEMO_AWS.secretAccessKey,
      home_region: 'us-gov-west-1',
    });
    const found = await collectPass(passOf('cloudfront.distributions'), client);
    expect(found).toMatchObject({ resources: [], warnings: [] });
    expect(estate.emulator.stats.count({ service: 'cloudfront' })).toBe(0);
  });
});
