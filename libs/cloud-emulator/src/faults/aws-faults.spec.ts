import {
  DescribeInstancesCommand,
  DescribeSecurityGroupsCommand,
  paginateDescribeInstances,
} from '@aws-sdk/client-ec2';
import type { DescribeInstancesCommandInput } from '@aws-sdk/client-ec2';
import { DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import type { Emulator, EstateSpec, FaultEffect, FaultMatch } from '../index';
import { oddNames, startEmulator } from '../index';
import { awsClients } from '../testing/aws-clients';

const KEYS = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'not/a+real=secret' };
const ROLE = 'arn:aws:iam::111122223333:role/Reader';
const SPEC: EstateSpec = {
  seed: 7,
  hetzner: [],
  aws: [
    {
      accountId: '111122223333',
      ...KEYS,
      regions: [{ name: 'eu-central-1', counts: { instances: 40 } }],
      roles: [{ arn: ROLE }],
    },
  ],
};

describe('faults of the emulated AWS', () => {
  let emulator: Emulator;
  let clients: ReturnType<typeof awsClients>;

  beforeAll(async () => {
    emulator = await startEmulator({ estate: SPEC });
    clients = awsClients(emulator.awsEndpoint, KEYS);
  });
  afterEach(() => emulator.faults.clear());
  afterAll(() => emulator.close());

  const fault = (effect: FaultEffect, match: FaultMatch = {}): (() => void) =>
    emulator.faults.add({ match, effect });
  const instances = async (input: DescribeInstancesCommandInput = {}) => {
    const { Reservations = [], NextToken } = await clients.ec2.send(
      new DescribeInstancesCommand(input),
    );
    return { items: Reservations.flatMap((each) => each.Instances ?? []), NextToken };
  };
  const databases = (): Promise<unknown> => clients.rds.send(new DescribeDBInstancesCommand({}));
  const buckets = (): Promise<unknown> => clients.s3.send(new ListBucketsCommand({}));

  it.each<[FaultEffect, [string, number], [string, number], [string, number]]>([
    [{ type: 'throttle' }, ['RequestLimitExceeded', 503], ['Throttling', 400], ['SlowDown', 503]],
    [
      { type: 'deny' },
      ['UnauthorizedOperation', 403],
      ['AccessDenied', 403],
      ['AccessDenied', 403],
    ],
    [
      { type: 'expire-token' },
      ['RequestExpired', 400],
      ['ExpiredToken', 403],
      ['ExpiredToken', 400],
    ],
    [
      { type: 'status', status: 500 },
      ['InternalError', 500],
      ['InternalFailure', 500],
      ['InternalError', 500],
    ],
    [
      { type: 'status', status: 503 },
      ['Unavailable', 503],
      ['ServiceUnavailable', 503],
      ['ServiceUnavailable', 503],
    ],
  ])('%j is worded as each service does', async (effect, ...wordings) => {
    fault(effect);
    for (const [ask, [name, status]] of [
      [instances, wordings[0]],
      [databases, wordings[1]],
      [buckets, wordings[2]],
    ] as const) {
      await expect(ask()).rejects.toMatchObject({ name, $metadata: { httpStatusCode: status } });
    }
  });

  it('sends Retry-After with a throttled answer when told to', async () => {
    fault({ type: 'throttle', retryAfterSeconds: 7 });
    await expect(instances()).rejects.toMatchObject({
      $response: { headers: { 'retry-after': '7' } },
    });
  });

  it('strikes a page of a listing', async () => {
    fault({ type: 'throttle' }, { action: 'DescribeInstances', page: 3, times: 1 });
    const pages = paginateDescribeInstances({ client: clients.ec2, pageSize: 10 }, {});
    await pages.next();
    await pages.next();
    await expect(pages.next()).rejects.toMatchObject({ name: 'RequestLimitExceeded' });
  });

  it('ends a session for good', async () => {
    const { Credentials } = await clients.sts.send(
      new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: 'test' }),
    );
    const session = awsClients(emulator.awsEndpoint, {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      secretAccessKey: Credentials?.SecretAccessKey ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    });
    await session.ec2.send(new DescribeInstancesCommand({}));
    fault({ type: 'expire-token' }, { times: 1 });
    const expired = { name: 'RequestExpired' };
    await expect(session.ec2.send(new DescribeInstancesCommand({}))).rejects.toMatchObject(expired);
    await expect(session.ec2.send(new DescribeInstancesCommand({}))).rejects.toMatchObject(expired);
    await expect(instances()).resolves.toBeDefined();
  });

  it('delays', async () => {
    fault({ type: 'latency', ms: 60 });
    fault({ type: 'latency', ms: 40 });
    const start = performance.now();
    await instances();
    expect(performance.now() - start).toBeGreaterThanOrEqual(99);
  });

  it.each([{ chunked: false }, { chunked: true }])(
    'cuts a body in the middle (%j)',
    async ({ chunked }) => {
      fault({ type: 'truncate', chunked });
      await expect(instances()).rejects.toThrow(/aborted|ECONNRESET|socket hang up/);
    },
  );

  it('never answers', async () => {
    fault({ type: 'hang' });
    const abort = new AbortController();
    const asked = clients.ec2.send(new DescribeInstancesCommand({}), { abortSignal: abort.signal });
    while (emulator.stats.count({ status: 0 }) === 0) await new Promise(setImmediate);
    abort.abort();
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('ends a document early in a complete response', async () => {
    fault({ type: 'malformed' });
    await expect(instances()).rejects.toThrow();
  });

  it('repeats the same token for ever', async () => {
    fault({ type: 'repeat-token' });
    const first = await instances({ MaxResults: 10 });
    const second = await instances({ MaxResults: 10, NextToken: first.NextToken });
    const third = await instances({ MaxResults: 10, NextToken: second.NextToken });
    expect(first.NextToken).toBeDefined();
    expect(second.NextToken).toBe(first.NextToken);
    expect(third.items.map((each) => each.InstanceId)).toEqual(
      first.items.map((each) => each.InstanceId),
    );
  });

  it('has an empty page in the middle, after which the listing goes on', async () => {
    fault({ type: 'empty-page' }, { page: 2 });
    const seen: number[] = [];
    for await (const page of paginateDescribeInstances({ client: clients.ec2, pageSize: 20 }, {})) {
      seen.push((page.Reservations ?? []).flatMap((each) => each.Instances ?? []).length);
    }
    expect(seen).toEqual([20, 0, 20]);
  });

  it('names the same item twice', async () => {
    fault({ type: 'duplicate-item' });
    const { items } = await instances({ MaxResults: 10 });
    expect(items).toHaveLength(11);
    expect(items[10]).toEqual(items[0]);
  });

  it('sends more than was asked for', async () => {
    fault({ type: 'huge-page', items: 35 });
    expect((await instances({ MaxResults: 10 })).items).toHaveLength(35);
  });

  it.each(Object.entries(oddNames))('renames an item: %s', async (_what, name) => {
    fault({ type: 'rename', name, position: 2 });
    const { items } = await instances({ MaxResults: 10 });
    expect(items[2]?.Tags?.find((tag) => tag.Key === 'Name')?.Value).toBe(name);
    const { SecurityGroups } = await clients.ec2.send(new DescribeSecurityGroupsCommand({}));
    expect(SecurityGroups?.[2]?.GroupName).toBe(name);
  });

  it('leaves elements out', async () => {
    fault({ type: 'null-fields', fields: ['vpcId', 'instanceType'] });
    const { items } = await instances({ MaxResults: 10 });
    expect(items.every((each) => each.VpcId === undefined && each.InstanceType === undefined)).toBe(
      true,
    );
    expect(items.every((each) => each.InstanceId !== undefined)).toBe(true);
  });
});
