import { DEMO_AWS } from '@skyledger/cloud-emulator';
import { collectPass } from '@skyledger/provider-sdk';
import {
  LISTINGS,
  NARROW,
  NOTHING,
  SECRET,
  faultOf,
  passOf,
  startAwsEstate,
  type AwsEstate,
} from './testing/aws-estate';
import { aws } from './provider';

let estate: AwsEstate;

beforeEach(async () => {
  estate = await startAwsEstate();
});

afterEach(() => estate.close());

describe('who and where', () => {
  it('identifies the account and finds nothing missing', async () => {
    await expect(aws.identify(await estate.connectDemo())).resolves.toEqual({
      nativeAccountId: DEMO_AWS.accountId,
      displayName: null,
      missingPermissions: [],
      credentials: {
        issuedAt: expect.stringMatching(/^\d{4}-/),
        expiresAt: null,
        writePermissions: [],
      },
      identityChain: [
        { hop: 'caller', identity: `arn:aws:iam::${DEMO_AWS.accountId}:user/skyledger-demo` },
      ],
    });
    const { operations } = estate.gate;
    const twice = operations.filter((each, at) => operations.indexOf(each) < at);
    // Who we are is asked at each hop, and whose account it is at the last; our own keys besides
    // those of some user.
    expect(twice).toEqual(['sts:GetCallerIdentity', 'iam:ListAccessKeys']);
  });

  it('tells which permissions are missing', async () => {
    const { missingPermissions } = await aws.identify(await estate.connectAs(NARROW));
    expect(missingPermissions).toEqual([
      'ec2:DescribeInstances',
      'elasticloadbalancing:DescribeTags',
      's3:GetBucketPolicyStatus',
      's3:GetBucketTagging',
    ]);
  });

  it('tries every listing', async () => {
    const { missingPermissions } = await aws.identify(await estate.connectAs(NOTHING));
    const listings = aws.passes.map(({ permissions: [own] }) => own!);
    const always = aws.alwaysPermitted ?? [];
    const untried = listings.filter((own) => ![...missingPermissions, ...always].includes(own));
    expect(untried).toEqual([]);
  });

  it('lists enabled regions, and believes a selection of known ones', async () => {
    const client = await estate.connectDemo();
    await expect(aws.regions(client, null)).resolves.toEqual([
      'eu-central-1',
      'eu-west-1',
      'us-east-1',
    ]);
    await expect(aws.regions(client, ['us-east-1', 'ap-east-1'])).resolves.toEqual([
      'ap-east-1',
      'us-east-1',
    ]);
    const { fault } = await faultOf(aws.regions(client, ['us-east-1', 'eu-centrall-1']));
    expect(fault).toMatchObject({ kind: 'disabled', code: 'UnknownRegion' });
    expect(fault.message).toMatch(/no region eu-centrall-1; it has ap-east-1, eu-central-1/);
  });

  it.each<[string, Record<string, string>]>([
    ['unknown keys', { access_key_id: 'AKIAUNKNOWN000000001', secret_access_key: SECRET }],
    ['a wrong secret', { access_key_id: DEMO_AWS.accessKeyId, secret_access_key: SECRET }],
  ])('refuses %s without repeating the secret', async (_what, credentials) => {
    const error = await faultOf(aws.identify(await estate.connect(credentials)));
    expect(error.fault.kind).toBe('unauthenticated');
    expect(`${error.message} ${JSON.stringify(error.fault)}`).not.toContain(SECRET);
  });
});

const EVERYTHING_BUT_DATE = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
] as const;

describe('roles', () => {
  const assumptions = (): string[] =>
    estate.gate.operations.filter((operation) => operation === 'sts:AssumeRole');

  afterEach(() => {
    jest.useRealTimers();
  });

  it('works in the session of a role, opened once', async () => {
    const client = await estate.connectRole(DEMO_AWS.externalId);
    await expect(aws.identify(client)).resolves.toMatchObject({ missingPermissions: [] });
    await collectPass(passOf('ec2.vpcs'), client, { region: 'eu-west-1' });
    expect(assumptions()).toHaveLength(1);
  });

  it('assumes a role as this process when no keys are given', async () => {
    const environment = { ...process.env };
    process.env['AWS_ACCESS_KEY_ID'] = DEMO_AWS.accessKeyId;
    process.env['AWS_SECRET_ACCESS_KEY'] = DEMO_AWS.secretAccessKey;
    try {
      const { roleArn: role_arn, externalId: external_id } = DEMO_AWS;
      const client = await estate.connect({ role_arn, external_id });
      await expect(aws.identify(client)).resolves.toMatchObject({
        nativeAccountId: DEMO_AWS.accountId,
      });
    } finally {
      process.env = environment;
    }
  });

  it('refuses a wrong external id as denied', async () => {
    const error = await faultOf(aws.identify(await estate.connectRole('somebody-elses')));
    expect(error).toMatchObject({ operation: 'sts:AssumeRole', fault: { kind: 'denied' } });
  });

  it('reports a session that was ended as expired', async () => {
    const client = await estate.connectRole(DEMO_AWS.externalId);
    await aws.identify(client);
    estate.emulator.expireSessions();
    for (const [id] of LISTINGS) {
      const { fault } = await faultOf(collectPass(passOf(id), client, { region: 'us-east-1' }));
      expect(fault.kind).toBe('expired');
    }
  });

  it('opens a new session in mid-run when less than five minutes are left', async () => {
    const client = await estate.connectRole(DEMO_AWS.externalId);
    await collectPass(passOf('ec2.vpcs'), client, { region: 'us-east-1' });
    jest.useFakeTimers({ now: Date.now() + 56 * 60_000, doNotFake: [...EVERYTHING_BUT_DATE] });
    await collectPass(passOf('ec2.subnets'), client, { region: 'us-east-1' });
    expect(assumptions()).toHaveLength(2);
  });
});
