import { startEmulator, type Emulator } from '@skyledger/cloud-emulator';
import { collectPass, recordingGate } from '@skyledger/provider-sdk';
import type { AwsClient } from '../client';
import { aws } from '../provider';
import { faultOf } from '../testing/aws-estate';
import { memberAccounts } from './accounts.pass';

const SECRET = 'the-secret-of-every-account-in-this-estate';
const MANAGEMENT = { accountId: '999988887777', accessKeyId: 'AKIAMANAGEMENTACCOUNT' };
const MEMBER = { accountId: '111111111111', accessKeyId: 'AKIAMEMBERACCOUNT0000' };
const LONE = { accountId: '222222222222', accessKeyId: 'AKIALONELYACCOUNT0000' };
const ORGANIZATION = 'arn:aws:organizations::999988887777:account/o-exampleorg';

let emulator: Emulator;
let clients: AwsClient[];

beforeEach(async () => {
  clients = [];
  const account = { secretAccessKey: SECRET, regions: [{ name: 'eu-central-1' }] };
  emulator = await startEmulator({
    estate: {
      seed: 1,
      hetzner: [],
      aws: [
        {
          ...MANAGEMENT,
          ...account,
          organization: {
            id: 'o-exampleorg',
            rootId: 'r-ab12',
            units: [{ id: 'ou-ab12-labs', name: 'Labs' }],
            accounts: [
              { id: MANAGEMENT.accountId, name: 'Management' },
              { id: MEMBER.accountId, name: 'Shop', parentId: 'ou-ab12-labs' },
              { id: '333333333333', name: 'Old shop', state: 'CLOSED' },
            ],
            pageSize: 2,
          },
        },
        { ...MEMBER, ...account },
        { ...LONE, ...account },
      ],
    },
  });
});
afterEach(async () => {
  for (const client of clients) client.close();
  await emulator.close();
});

async function connect({ accessKeyId }: { accessKeyId: string }): Promise<AwsClient> {
  const gate = recordingGate((error) => aws.classifyError(error));
  const credentials = aws.credentials.parse({
    access_key_id: accessKeyId,
    secret_access_key: SECRET,
    // Organizations is asked in one region, wherever the account is at home.
    home_region: 'eu-central-1',
  });
  const client = await aws.connect(credentials, { gate, endpoint: emulator.awsEndpoint });
  clients.push(client);
  return client;
}

it('lists every account in the ledger of the one in charge, with where it is', async () => {
  const { pages, resources } = await collectPass(memberAccounts, await connect(MANAGEMENT));
  expect(pages).toHaveLength(2);
  expect(
    resources.map(({ resourceId, name, state, attributes }) => [
      resourceId,
      name,
      state,
      'parentId' in attributes && attributes.parentId,
    ]),
  ).toEqual([
    [`${ORGANIZATION}/${MANAGEMENT.accountId}`, 'Management', 'running', 'r-ab12'],
    [`${ORGANIZATION}/${MEMBER.accountId}`, 'Shop', 'running', 'ou-ab12-labs'],
    [`${ORGANIZATION}/333333333333`, 'Old shop', 'deleted', 'r-ab12'],
  ]);
});

it.each([
  ['a member', MEMBER],
  ['in no organisation', LONE],
])('is complete and empty for an account that is %s', async (_what, account) => {
  const client = await connect(account);
  const { pages } = await collectPass(memberAccounts, client);
  expect(pages).toEqual([{ resources: [], cursor: null }]);
  expect(emulator.stats.count({ action: 'ListAccounts' })).toBe(0);
  const { missingPermissions } = await aws.identify(client);
  expect(missingPermissions).toEqual([]);
});

it.each([
  ['DescribeOrganization', MANAGEMENT],
  ['DescribeOrganization', MEMBER],
  ['ListAccounts', MANAGEMENT],
])('is denied, and not empty, where %s is', async (action, account) => {
  emulator.faults.add({ match: { action }, effect: { type: 'deny' } });
  const client = await connect(account);
  expect(await faultOf(collectPass(memberAccounts, client))).toMatchObject({
    operation: `organizations:${action}`,
    fault: { kind: 'denied', code: 'AccessDeniedException' },
  });
  const { missingPermissions } = await aws.identify(client);
  expect(missingPermissions).toEqual([`organizations:${action}`]);
});

it.each(['ListAccounts', 'DescribeOrganization'])(
  'ends with an error when %s fails',
  async (action) => {
    emulator.faults.add({ match: { action }, effect: { type: 'status', status: 503 } });
    const { fault } = await faultOf(collectPass(memberAccounts, await connect(MANAGEMENT)));
    expect(fault.kind).toBe('unavailable');
  },
);

it('goes on after a page that is empty, and calls an invalid cursor malformed', async () => {
  const client = await connect(MANAGEMENT);
  emulator.faults.add({
    match: { action: 'ListAccounts', times: 1 },
    effect: { type: 'empty-page' },
  });
  expect((await collectPass(memberAccounts, client)).resources).toHaveLength(3);
  const { fault } = await faultOf(collectPass(memberAccounts, client, { cursor: 'none' }));
  expect(fault.kind).toBe('malformed');
});
