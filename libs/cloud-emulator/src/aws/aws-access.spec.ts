import { DescribeInstancesCommand, DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { DescribeDBInstancesCommand } from '@aws-sdk/client-rds';
import { ListBucketsCommand } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { Emulator, EstateSpec } from '../index';
import { startEmulator } from '../index';
import { awsClients } from '../testing/aws-clients';
import type { TestCredentials } from '../testing/aws-clients';

const OURS = {
  accessKeyId: 'AKIAI44QH8DHBEXAMPLE',
  secretAccessKey: 'je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY',
};
const THEIRS = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};
const HOP = 'arn:aws:iam::111111111111:role/Hop';
const READER = 'arn:aws:iam::222222222222:role/Reader';

const SPEC: EstateSpec = {
  seed: 1,
  hetzner: [],
  aws: [
    {
      accountId: '111111111111',
      ...OURS,
      regions: [],
      roles: [{ arn: HOP, maxSessionSeconds: 7200 }],
    },
    {
      accountId: '222222222222',
      ...THEIRS,
      userName: 'reader',
      regions: [{ name: 'eu-central-1', counts: { instances: 3 } }, { name: 'us-east-1' }],
      deniedActions: ['rds:*', { action: 'ec2:DescribeVpcs', regions: ['us-east-1'] }],
      roles: [
        {
          arn: READER,
          externalId: 'tenant-42',
          trusts: ['111111111111'],
          deniedActions: ['s3:ListAllMyBuckets'],
          maxSessionSeconds: 7200,
        },
      ],
    },
  ],
};

describe('access to the emulated AWS', () => {
  let emulator: Emulator;
  let clock: Date;

  beforeAll(async () => {
    emulator = await startEmulator({ estate: SPEC, now: () => clock });
  });
  beforeEach(() => {
    clock = new Date();
  });
  afterAll(() => emulator.close());

  const as = (credentials: TestCredentials, region?: string) =>
    awsClients(emulator.awsEndpoint, credentials, region);
  const assume = async (
    by: TestCredentials,
    input: { RoleArn: string; ExternalId?: string; DurationSeconds?: number },
  ): Promise<Required<TestCredentials>> => {
    const { Credentials } = await as(by).sts.send(
      new AssumeRoleCommand({ RoleSessionName: 'test', ...input }),
    );
    if (!Credentials?.AccessKeyId || !Credentials.SecretAccessKey || !Credentials.SessionToken)
      throw new Error('no credentials');
    return {
      accessKeyId: Credentials.AccessKeyId,
      secretAccessKey: Credentials.SecretAccessKey,
      sessionToken: Credentials.SessionToken,
    };
  };

  it('tells callers who they are', async () => {
    expect(await as(THEIRS).sts.send(new GetCallerIdentityCommand({}))).toMatchObject({
      Account: '222222222222',
      Arn: 'arn:aws:iam::222222222222:user/reader',
      UserId: expect.stringMatching(/^AIDA[0-9A-F]{16}$/),
    });
  });

  it.each([
    [
      'an unknown key',
      { ...THEIRS, accessKeyId: 'AKIAUNKNOWN' },
      'AuthFailure',
      'InvalidClientTokenId',
      'InvalidAccessKeyId',
    ],
    [
      'a wrong secret',
      { ...THEIRS, secretAccessKey: 'wrong' },
      'AuthFailure',
      'SignatureDoesNotMatch',
      'SignatureDoesNotMatch',
    ],
    [
      'a token that is not ours',
      { ...THEIRS, sessionToken: 'made-up' },
      'AuthFailure',
      'InvalidClientTokenId',
      'InvalidToken',
    ],
  ])('refuses %s in the words of each service', async (_what, credentials, ec2, query, s3) => {
    const clients = as(credentials);
    await expect(clients.ec2.send(new DescribeInstancesCommand({}))).rejects.toMatchObject({
      name: ec2,
    });
    await expect(clients.sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: query,
    });
    await expect(clients.s3.send(new ListBucketsCommand({}))).rejects.toMatchObject({ name: s3 });
  });

  it('refuses a clock that is too far off', async () => {
    clock = new Date(Date.now() + 20 * 60_000);
    const clients = as(THEIRS);
    await expect(clients.ec2.send(new DescribeInstancesCommand({}))).rejects.toMatchObject({
      name: 'RequestExpired',
    });
    await expect(clients.s3.send(new ListBucketsCommand({}))).rejects.toMatchObject({
      name: 'RequestTimeTooSkewed',
    });
  });

  it('denies actions, everywhere or in one region', async () => {
    await expect(as(THEIRS).rds.send(new DescribeDBInstancesCommand({}))).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('rds:DescribeDBInstances'),
      $metadata: { httpStatusCode: 403 },
    });
    await expect(
      as(THEIRS, 'us-east-1').ec2.send(new DescribeVpcsCommand({})),
    ).rejects.toMatchObject({
      name: 'UnauthorizedOperation',
      $metadata: { httpStatusCode: 403 },
    });
    await expect(as(THEIRS).ec2.send(new DescribeVpcsCommand({}))).resolves.toMatchObject({
      Vpcs: [{ IsDefault: true }],
    });
  });

  it('lets a role be assumed with its external id only', async () => {
    const denied = { name: 'AccessDenied', message: expect.stringContaining('sts:AssumeRole') };
    await expect(assume(OURS, { RoleArn: READER })).rejects.toMatchObject(denied);
    await expect(assume(OURS, { RoleArn: READER, ExternalId: 'tenant-43' })).rejects.toMatchObject(
      denied,
    );
    await expect(
      assume(THEIRS, { RoleArn: READER, ExternalId: 'tenant-42' }),
    ).rejects.toMatchObject(denied);
    await expect(
      assume(OURS, { RoleArn: `${READER}2`, ExternalId: 'tenant-42' }),
    ).rejects.toMatchObject(denied);

    const session = await assume(OURS, { RoleArn: READER, ExternalId: 'tenant-42' });
    const clients = as(session);
    expect((await clients.sts.send(new GetCallerIdentityCommand({}))).Arn).toBe(
      'arn:aws:sts::222222222222:assumed-role/Reader/test',
    );
    expect(
      (await clients.ec2.send(new DescribeInstancesCommand({}))).Reservations,
    ).not.toHaveLength(0);
    await expect(clients.s3.send(new ListBucketsCommand({}))).rejects.toMatchObject({
      name: 'AccessDenied',
    });
    await expect(
      as({ ...session, sessionToken: 'other' }).ec2.send(new DescribeInstancesCommand({})),
    ).rejects.toMatchObject({ name: 'AuthFailure' });
  });

  it('chains roles, for an hour at most', async () => {
    const hop = await assume(OURS, { RoleArn: HOP });
    const target = { RoleArn: READER, ExternalId: 'tenant-42' };
    await expect(assume(hop, { ...target, DurationSeconds: 7200 })).rejects.toMatchObject({
      name: 'ValidationError',
      message: expect.stringContaining('role chaining'),
    });
    const session = await assume(hop, target);
    expect((await as(session).sts.send(new GetCallerIdentityCommand({}))).Account).toBe(
      '222222222222',
    );
  });

  it('ends sessions in time', async () => {
    const session = await assume(OURS, {
      RoleArn: READER,
      ExternalId: 'tenant-42',
      DurationSeconds: 900,
    });
    const clients = as(session);
    await clients.ec2.send(new DescribeInstancesCommand({}));
    emulator.expireSessions();
    await expect(clients.ec2.send(new DescribeInstancesCommand({}))).rejects.toMatchObject({
      name: 'RequestExpired',
    });
    await expect(clients.sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
      name: 'ExpiredToken',
    });
    await expect(clients.s3.send(new ListBucketsCommand({}))).rejects.toMatchObject({
      name: 'ExpiredToken',
    });
  });

  it('gives sessions the duration asked for', async () => {
    const { Credentials } = await as(OURS).sts.send(
      new AssumeRoleCommand({
        RoleArn: READER,
        RoleSessionName: 'test',
        ExternalId: 'tenant-42',
        DurationSeconds: 900,
      }),
    );
    const seconds = ((Credentials?.Expiration?.getTime() ?? 0) - clock.getTime()) / 1000;
    expect(Math.round(seconds / 2)).toBe(450);
  });

  it('refuses what is not signed, and what was changed after signing', async () => {
    const unsigned = await fetch(emulator.awsEndpoint, {
      method: 'POST',
      body: 'Action=GetCallerIdentity&Version=2011-06-15',
    });
    expect(unsigned.status).toBe(403);
    expect(await unsigned.text()).toContain('<Code>MissingAuthenticationToken</Code>');

    const clients = as(THEIRS);
    clients.ec2.middlewareStack.add(
      (next) => (args) => {
        const request = args.request as { body: string };
        request.body = request.body.replace('DescribeInstances', 'DescribeInstancez');
        return next(args);
      },
      { step: 'finalizeRequest', priority: 'low', name: 'tamper' },
    );
    await expect(clients.ec2.send(new DescribeInstancesCommand({}))).rejects.toMatchObject({
      name: 'AuthFailure',
    });
  });

  it('words an error as each protocol does', async () => {
    const raw = async (service: string): Promise<string> => {
      const scope = `AKIAUNKNOWN/20260601/eu-central-1/${service}/aws4_request`;
      const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=${'0'.repeat(64)}`;
      const response = await fetch(emulator.awsEndpoint, { headers: { authorization } });
      return response.text();
    };
    expect(await raw('ec2')).toMatch(
      /<Response><Errors><Error><Code>AuthFailure<\/Code><Message>.+<\/Message><\/Error><\/Errors><RequestID>.+<\/RequestID><\/Response>$/,
    );
    expect(await raw('rds')).toMatch(
      /^<ErrorResponse><Error><Type>Sender<\/Type><Code>InvalidClientTokenId<\/Code>.+<\/Error><RequestId>.+<\/RequestId><\/ErrorResponse>$/,
    );
    expect(await raw('s3')).toMatch(
      /<Error><Code>InvalidAccessKeyId<\/Code>.+<RequestId>.+<\/RequestId><HostId>.+<\/HostId><\/Error>$/,
    );
  });
});
