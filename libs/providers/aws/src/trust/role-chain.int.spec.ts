import { demoEstate, startEmulator, type Emulator } from '@skyledger/cloud-emulator';
import {
  collectPass,
  createRequestGate,
  type RequestGate,
  recordingGate,
} from '@skyledger/provider-sdk';
import type { AwsClient } from '../client';
import { aws } from '../provider';
import { faultOf, passOf } from '../testing/aws-estate';

const CALLER = {
  accountId: '999988887777',
  accessKeyId: 'AKIACALLEROFSKYLEDGER',
  secretAccessKey: 'the-secret-of-the-identity-that-calls',
};
const CALLER_ARN = `arn:aws:iam::${CALLER.accountId}:user/services`;
const DISCOVERY = `arn:aws:iam::${CALLER.accountId}:role/Discovery`;
const ROLE = 'arn:aws:iam::123456789012:role/Reader';
const EXTERNAL_ID = 'skyledger-the-external-id-of-this-account';
const environment = { ...process.env };
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

let emulator: Emulator;
let clients: AwsClient[];

async function startCloud(now?: () => Date): Promise<void> {
  emulator = await startEmulator({
    estate: {
      ...demoEstate(),
      aws: [
        ...demoEstate().aws,
        { ...CALLER, userName: 'services', regions: [{ name: 'us-east-1' }] },
      ],
    },
    ...(now && { now }),
  });
  emulator.putRole({ arn: DISCOVERY, trusts: [CALLER_ARN] });
  emulator.putRole({ arn: ROLE, trusts: [DISCOVERY], externalId: EXTERNAL_ID });
}

beforeEach(async () => {
  clients = [];
  await startCloud();
  process.env['AWS_ACCESS_KEY_ID'] = CALLER.accessKeyId;
  process.env['AWS_SECRET_ACCESS_KEY'] = CALLER.secretAccessKey;
});

afterEach(async () => {
  jest.useRealTimers();
  process.env = { ...environment };
  for (const client of clients) client.close();
  await emulator.close();
});

async function connect(
  more: object = {},
  discoveryRoles = [DISCOVERY],
  gate: RequestGate = recordingGate((error) => aws.classifyError(error)),
): Promise<AwsClient> {
  const credentials = aws.credentials.parse({ role_arn: ROLE, external_id: EXTERNAL_ID, ...more });
  const context = { gate, endpoint: emulator.awsEndpoint, discoveryRoles };
  const client = await aws.connect(credentials, context);
  clients.push(client);
  return client;
}

/** The gate of a worker, which repeats what may succeed the next time. */
function repeatingGate(): RequestGate {
  return createRequestGate({
    limitOf: () => ({ take: () => Promise.resolve(), pause: () => Promise.resolve() }),
    classify: (error) => aws.classifyError(error),
    signal: never,
    timeoutMs: 10_000,
    maxAttempts: 3,
    baseDelayMs: 1,
    maxWaitMs: 10_000,
  });
}

const assumed = (): number => emulator.stats.count({ action: 'AssumeRole', status: 200 });
const never = new AbortController().signal;

describe('the way into an account', () => {
  it('goes over our discovery role, and tells who we are at each step', async () => {
    const { nativeAccountId, identityChain } = await aws.identify(await connect());
    expect(nativeAccountId).toBe('123456789012');
    expect(identityChain).toEqual([
      { hop: 'caller', identity: CALLER_ARN },
      {
        hop: 'discovery_role',
        identity: `arn:aws:sts::${CALLER.accountId}:assumed-role/Discovery/skyledger`,
      },
      {
        hop: 'account_role',
        identity: 'arn:aws:sts::123456789012:assumed-role/Reader/skyledger',
      },
    ]);
    expect(assumed()).toBe(2);
  });

  it('is direct where there is no discovery role in the partition', async () => {
    emulator.putRole({ arn: ROLE, trusts: [CALLER_ARN], externalId: EXTERNAL_ID });
    const client = await connect({}, [DISCOVERY.replace('arn:aws:', 'arn:aws-cn:')]);
    const hops = (await client.identityChain()).map(({ hop }) => hop);
    expect(hops).toEqual(['caller', 'account_role']);
  });

  it('does not go over our role with keys of the account', async () => {
    emulator.putRole({ arn: ROLE, trusts: [CALLER_ARN], externalId: EXTERNAL_ID });
    const client = await connect({
      access_key_id: CALLER.accessKeyId,
      secret_access_key: CALLER.secretAccessKey,
    });
    expect((await client.identityChain()).map(({ hop }) => hop)).toEqual([
      'caller',
      'account_role',
    ]);
  });
});

describe('a way that ends before the account', () => {
  it('names the identity that calls, and does not hold it against the account', async () => {
    process.env['AWS_SECRET_ACCESS_KEY'] = 'another-secret-than-that-of-the-caller';
    const { fault } = await faultOf(aws.identify(await connect()));
    expect(fault).toMatchObject({ kind: 'unavailable', hop: 'caller' });
  });

  it('names our discovery role, and does not hold it against the account', async () => {
    emulator.putRole({ arn: DISCOVERY, trusts: ['111111111111'] });
    const { fault } = await faultOf(aws.identify(await connect()));
    expect(fault).toMatchObject({ kind: 'unavailable', hop: 'discovery_role' });
    expect(fault.message).toContain(DISCOVERY);
  });

  it.each([
    ['with a wrong external id', { external_id: 'somebody-elses' }],
    ['without an external id', { external_id: undefined }],
    ['of a role that is not there', { role_arn: `${ROLE}2` }],
  ])('names the role of the account %s', async (_what, more) => {
    const { fault } = await faultOf(aws.identify(await connect(more)));
    expect(fault).toMatchObject({ kind: 'denied', hop: 'account_role' });
  });

  it('keeps what a wrong key of the account tells', async () => {
    const keys = { access_key_id: CALLER.accessKeyId, secret_access_key: 'a-wrong-secret' };
    const { fault } = await faultOf(aws.identify(await connect(keys)));
    expect(fault).toMatchObject({ kind: 'unauthenticated', hop: 'caller' });
  });
});

describe('the sessions of both roles', () => {
  it('are opened anew in mid-run when less than five minutes are left', async () => {
    const client = await connect();
    await collectPass(passOf('ec2.vpcs'), client, { region: 'us-east-1' });
    expect(assumed()).toBe(2);
    jest.useFakeTimers({ now: Date.now() + 56 * 60_000, doNotFake: [...EVERYTHING_BUT_DATE] });
    await collectPass(passOf('ec2.subnets'), client, { region: 'us-east-1' });
    expect(assumed()).toBe(4);
  });

  it.each([1, -1])('last as long where our clock is %s hours off', async (hours) => {
    await emulator.close();
    await startCloud(() => new Date(Date.now() - hours * 3_600_000));
    const client = await connect({}, [DISCOVERY], repeatingGate());
    await collectPass(passOf('ec2.vpcs'), client, { region: 'us-east-1' });
    await collectPass(passOf('ec2.subnets'), client, { region: 'us-east-1' });
    expect(assumed()).toBe(2);
  });

  it('may end too early: our own is opened anew, and the way goes on', async () => {
    const match = { service: 'sts', action: 'AssumeRole', nth: 2 };
    emulator.faults.add({ match, effect: { type: 'expire-token' } });
    await expect(aws.identify(await connect())).resolves.toMatchObject({
      nativeAccountId: '123456789012',
    });
    expect(assumed()).toBe(3);
  });
});

describe('the trust of the role', () => {
  const accessOf = async (client: AwsClient): Promise<unknown[]> => {
    const { resources } = await collectPass(passOf('sts.account-access'), client);
    return resources.map(({ resourceId, attributes }) => ({ resourceId, attributes }));
  };
  const access = (externalIdRequired: boolean): unknown => ({
    resourceId: `${ROLE}#trust`,
    attributes: expect.objectContaining({ externalIdRequired }) as unknown,
  });

  it('asks for the external id: none and a wrong one are refused', async () => {
    expect(await accessOf(await connect())).toEqual([access(true)]);
    expect(emulator.stats.count({ action: 'AssumeRole', status: 403 })).toBe(2);
  });

  it('lets anybody in for whom we come', async () => {
    emulator.putRole({ arn: ROLE, trusts: [DISCOVERY] });
    expect(await accessOf(await connect())).toEqual([access(false)]);
  });

  it('is not tried with keys of the account', async () => {
    const keys = {
      access_key_id: CALLER.accessKeyId,
      secret_access_key: CALLER.secretAccessKey,
    };
    expect(await accessOf(await connect(keys))).toEqual([]);
    expect(emulator.stats.count({ action: 'AssumeRole' })).toBe(0);
  });

  it('is not told by a refusal that has another reason', async () => {
    const match = { service: 'sts', action: 'AssumeRole', after: 2 };
    emulator.faults.add({ match, effect: { type: 'throttle' } });
    const client = await connect();
    const { fault } = await faultOf(client.isExternalIdRequired(never));
    expect(fault.kind).toBe('throttled');
  });
});
