import { startEmulator, type AwsMemberSpec, type Emulator } from '@skyledger/cloud-emulator';
import { recordingGate, type OrganizationMember } from '@skyledger/provider-sdk';
import type { AwsClient } from '../client';
import { aws } from '../provider';
import { faultOf } from '../testing/aws-estate';
import { awsOrganization, type AwsOrganizationConnection } from './organization';

const MANAGEMENT = {
  accountId: '999988887777',
  accessKeyId: 'AKIAMANAGEMENTACCOUNT',
  secretAccessKey: 'the-secret-of-the-management-account',
};
const LONE = { ...MANAGEMENT, accountId: '999988886666', accessKeyId: 'AKIALONELYACCOUNT000' };
const MEMBER = { ...MANAGEMENT, accountId: '111111111111', accessKeyId: 'AKIAMEMBERACCOUNT00' };
const ROOT = { id: 'r-ab12', name: 'Root' };
const WORKLOADS = { id: 'ou-ab12-workloads', name: 'Workloads' };
const PRODUCTION = { id: 'ou-ab12-production', name: 'Production' };

let emulator: Emulator;
let accounts: AwsMemberSpec[];
let clients: AwsClient[];

beforeEach(async () => {
  clients = [];
  accounts = [
    { id: MANAGEMENT.accountId, name: 'Management' },
    { id: '111111111111', name: 'Shop', parentId: PRODUCTION.id },
    { id: '222222222222', name: 'Old shop', parentId: WORKLOADS.id, state: 'SUSPENDED' },
    { id: '333333333333', name: 'Coming shop', state: 'PENDING_ACTIVATION' },
    { id: '444444444444', name: 'Leaving shop', state: 'PENDING_CLOSURE' },
  ];
  const regions = [{ name: 'us-east-1' }];
  emulator = await startEmulator({
    estate: {
      seed: 1,
      hetzner: [],
      aws: [
        {
          ...MANAGEMENT,
          regions,
          organization: {
            id: 'o-exampleorg',
            rootId: ROOT.id,
            units: [WORKLOADS, { ...PRODUCTION, parentId: WORKLOADS.id }],
            accounts,
            pageSize: 2,
          },
        },
        { ...LONE, regions },
        { ...MEMBER, regions },
      ],
    },
  });
});
afterEach(async () => {
  for (const client of clients) await awsOrganization.disconnect(client);
  await emulator.close();
});

const connection = (accessKeyId = MANAGEMENT.accessKeyId): AwsOrganizationConnection =>
  awsOrganization.credentials.parse({
    management: {
      access_key_id: accessKeyId,
      secret_access_key: MANAGEMENT.secretAccessKey,
      home_region: 'eu-central-1',
    },
    member_role_name: 'SkyledgerReadOnly',
  });

async function connect(from = connection()): Promise<AwsClient> {
  const gate = recordingGate((error) => aws.classifyError(error));
  const client = await awsOrganization.connect(from, { gate, endpoint: emulator.awsEndpoint });
  clients.push(client);
  return client;
}

async function members(): Promise<OrganizationMember[]> {
  const all: OrganizationMember[] = [];
  for await (const page of awsOrganization.members(await connect(), connection()))
    all.push(...page);
  return all;
}

it('tells which organisation the credentials lead to', async () => {
  expect(await awsOrganization.identify(await connect(), connection())).toEqual({
    nativeId: 'o-exampleorg',
    displayName: null,
  });
});

it('is refused to an account that is in charge of none', async () => {
  const client = await connect(connection(LONE.accessKeyId));
  const { fault } = await faultOf(awsOrganization.identify(client, connection()));
  expect(fault).toMatchObject({ kind: 'disabled', code: 'AWSOrganizationsNotInUseException' });
});

it('is refused to a member, which is told its organisation and not who else is in it', async () => {
  const client = await connect(connection(MEMBER.accessKeyId));
  expect(await faultOf(awsOrganization.identify(client, connection()))).toMatchObject({
    operation: 'organizations:ListAccounts',
    fault: { kind: 'denied' },
  });
});

it('lists every account of every page, with where it is and whether it can be read', async () => {
  expect(await members()).toEqual([
    { nativeAccountId: MANAGEMENT.accountId, name: 'Management', state: 'active', path: [ROOT] },
    {
      nativeAccountId: '111111111111',
      name: 'Shop',
      state: 'active',
      path: [ROOT, WORKLOADS, PRODUCTION],
    },
    {
      nativeAccountId: '222222222222',
      name: 'Old shop',
      state: 'closed',
      path: [ROOT, WORKLOADS],
    },
    { nativeAccountId: '333333333333', name: 'Coming shop', state: 'closed', path: [ROOT] },
    { nativeAccountId: '444444444444', name: 'Leaving shop', state: 'closed', path: [ROOT] },
  ]);
  expect(emulator.stats.count({ action: 'ListAccounts' })).toBe(3);
});

it('finds accounts that were moved while it was looking', async () => {
  accounts[1] = { ...accounts[1]!, parentId: 'ou-ab12-unknown' };
  const moved = (await members()).find(({ nativeAccountId }) => nativeAccountId === '111111111111');
  expect(moved?.path).toEqual([{ id: 'ou-ab12-unknown', name: null }]);
});

it('goes on after pages that are empty', async () => {
  emulator.faults.add({
    match: { provider: 'aws', action: 'ListAccounts', times: 1 },
    effect: { type: 'empty-page' },
  });
  expect(await members()).toHaveLength(accounts.length);
});

it.each(['ListAccounts', 'ListRoots', 'ListAccountsForParent', 'ListOrganizationalUnitsForParent'])(
  'ends with an error when %s is refused',
  async (action) => {
    emulator.faults.add({ match: { provider: 'aws', action }, effect: { type: 'deny' } });
    expect(await faultOf(members())).toMatchObject({
      operation: `organizations:${action}`,
      fault: { kind: 'denied' },
    });
  },
);

it('ends with an error when the listing is cut off, or goes round in a circle', async () => {
  const mend = emulator.faults.add({
    match: { provider: 'aws', action: 'ListAccounts', page: 2 },
    effect: { type: 'status', status: 503 },
  });
  expect((await faultOf(members())).fault.kind).toBe('unavailable');
  mend();
  emulator.faults.add({
    match: { provider: 'aws', action: 'ListAccounts' },
    effect: { type: 'repeat-token' },
  });
  await expect(members()).rejects.toThrow('the same token twice');
});

describe('the credentials of a member', () => {
  const member = { nativeAccountId: '111111111111' };
  const roleArn = `arn:aws-us-gov:iam::${MANAGEMENT.accountId}:role/Management`;

  it('are a role with the same external id, in the same part of AWS', () => {
    const role = { role_arn: roleArn, external_id: 'skyledger-minted' };
    const from = awsOrganization.credentials.parse({
      management: role,
      member_role_name: 'path/SkyledgerReadOnly',
    });
    expect(awsOrganization.memberCredentials(from, member)).toEqual({
      method: 'role',
      role_arn: 'arn:aws-us-gov:iam::111111111111:role/path/SkyledgerReadOnly',
      external_id: 'skyledger-minted',
    });
    expect(
      awsOrganization.memberCredentials(from, { nativeAccountId: MANAGEMENT.accountId }),
    ).toEqual({ method: 'role', ...role });
  });

  it('are a role that the keys of the management account assume', () => {
    expect(awsOrganization.memberCredentials(connection(), member)).toEqual({
      method: 'role',
      role_arn: 'arn:aws:iam::111111111111:role/SkyledgerReadOnly',
      access_key_id: MANAGEMENT.accessKeyId,
      secret_access_key: MANAGEMENT.secretAccessKey,
      home_region: 'eu-central-1',
    });
  });

  it('are what an ordinary account takes', () => {
    const credentials = awsOrganization.memberCredentials(connection(), member);
    expect(aws.credentials.parse(credentials)).toEqual(credentials);
  });
});

it('is not connected without the name of a role', () => {
  const { management } = connection();
  for (const member_role_name of ['', 'arn:aws:iam::1:role/x', 'a b']) {
    expect(awsOrganization.credentials.safeParse({ management, member_role_name }).success).toBe(
      false,
    );
  }
});
