import {
  startEmulator,
  type AzureGroupSpec,
  type AzureMemberSpec,
  type Emulator,
  type FaultEffect,
} from '@skyledger/cloud-emulator';
import { ProviderError, recordingGate, type OrganizationMember } from '@skyledger/provider-sdk';
import type { ArmClient } from '../client';
import { azureCredentialsSchema, type AzureOrganizationConnection } from '../credentials';
import { azure } from '../provider';
import { azureOrganization } from './organization';

const TENANT = 'bbbbbbbb-0000-4000-8000-000000000001';
const APPLICATION = {
  tenantId: TENANT,
  clientId: 'cccccccc-0000-4000-8000-000000000001',
  clientSecret: 'EXAMPLE~canarySecretOfAzure',
};
const ACCESS = {
  method: 'service_principal' as const,
  tenant_id: TENANT,
  client_id: APPLICATION.clientId,
  client_secret: APPLICATION.clientSecret,
};
const numbered = (number: number): string => `aaaaaaaa-0000-4000-8000-00000000000${number}`;
const ROOT = { id: TENANT, name: 'Contoso' };
const LANDING = { id: 'Landing-Zones', name: 'Landing zones' };
const CORP = { id: 'corp', name: 'Corp' };
const GROUPS = '/providers/Microsoft.Management/managementGroups/:group';

let emulator: Emulator;
let subscriptions: AzureMemberSpec[];
let groups: AzureGroupSpec[];
let clients: ArmClient[];

beforeEach(async () => {
  clients = [];
  groups = [{ ...CORP, parentId: LANDING.id }, LANDING, { id: 'sandbox', name: 'Sandbox' }];
  subscriptions = [
    { id: numbered(1), name: 'Shop', groupId: CORP.id },
    { id: numbered(2), name: 'Late payer', groupId: LANDING.id, state: 'PastDue' },
    { id: numbered(3), name: 'Warned', groupId: CORP.id, state: 'Warned' },
    { id: numbered(4), name: 'Stopped', groupId: CORP.id, state: 'Disabled' },
    { id: numbered(5), name: 'Deleted', state: 'Deleted' },
    { id: numbered(6), name: 'Playground', groupId: 'sandbox' },
    { id: numbered(7), name: "A customer's", tenantId: 'bbbbbbbb-0000-4000-8000-00000000000c' },
  ];
  const organization = { displayName: ROOT.name, groups, subscriptions };
  emulator = await startEmulator({
    estate: {
      seed: 1,
      aws: [],
      hetzner: [],
      azure: [
        {
          ...APPLICATION,
          account: 'shop',
          subscriptionId: numbered(1),
          pageSize: 2,
          counts: {},
          organization,
        },
      ],
    },
  });
});
afterEach(async () => {
  for (const client of clients) await azureOrganization.disconnect(client);
  await emulator.close();
});

async function connect(from: AzureOrganizationConnection): Promise<ArmClient> {
  const gate = recordingGate((error) => azure.classifyError(error));
  const endpoint = emulator.endpoints.azure ?? '';
  const client = await azureOrganization.connect(from, { gate, endpoint });
  clients.push(client);
  return client;
}

const connectionTo = (group?: string): AzureOrganizationConnection =>
  azureOrganization.credentials.parse({
    ...ACCESS,
    ...(group === undefined ? {} : { management_group_id: group }),
  });
const identify = async (group?: string): Promise<unknown> =>
  azureOrganization.identify(await connect(connectionTo(group)), connectionTo(group));

async function membersOf(group?: string): Promise<OrganizationMember[]> {
  const connection = connectionTo(group);
  const all: OrganizationMember[] = [];
  for await (const page of azureOrganization.members(await connect(connection), connection)) {
    all.push(...page);
  }
  return all;
}

const strike = (action: string, effect: FaultEffect, page?: number): (() => void) =>
  emulator.faults.add({ match: { provider: 'azure', action, page }, effect });

describe('a tenant', () => {
  it('is told by its id and name', async () => {
    expect(await identify()).toEqual({ nativeId: TENANT, displayName: ROOT.name });
  });

  it('has the subscriptions of every page that are its own, with whether they go on', async () => {
    const members = await membersOf();
    expect(members.map(({ name, state, path }) => [name, state, path])).toEqual([
      ['Shop', 'active', []],
      ['Late payer', 'active', []],
      ['Warned', 'active', []],
      ['Stopped', 'closed', []],
      ['Deleted', 'closed', []],
      ['Playground', 'active', []],
    ]);
    expect(members[0]?.nativeAccountId).toBe(numbered(1));
    expect(emulator.stats.count({ action: '/subscriptions' })).toBe(4);
  });

  it('is not guessed where several come into question', async () => {
    const other = '{"tenantId":"bbbbbbbb-0000-4000-8000-00000000000c","tenantCategory":"Home"},';
    strike('/tenants', { type: 'replace-text', find: '[{', replace: `[${other}{` });
    await expect(membersOf()).rejects.toThrow('not told which tenant');
  });
});

describe('a management group', () => {
  it('is told by the tenant, its id and its name', async () => {
    const nativeId = `${TENANT}/landing-zones`;
    const identity = { nativeId, displayName: LANDING.name };
    expect(await identify('landing-zones')).toEqual(identity);
    expect(await identify('LANDING-ZONES')).toEqual(identity);
  });

  it('has what is in it, however far down, with the way there', async () => {
    const members = await membersOf('landing-zones');
    expect(members.map(({ nativeAccountId: id, state, path }) => [id, state, path])).toEqual([
      [numbered(1), 'active', [LANDING, CORP]],
      [numbered(2), 'active', [LANDING]],
      [numbered(3), 'active', [LANDING, CORP]],
      [numbered(4), 'closed', [LANDING, CORP]],
    ]);
    expect(members[0]?.name).toBe('Shop');
  });

  it('has all of the tenant when it is the root', async () => {
    const members = await membersOf(TENANT);
    expect(members).toHaveLength(6);
    expect(members[0]?.path).toEqual([ROOT, LANDING, CORP]);
  });

  it('has a subscription that the list of all does not have yet', async () => {
    const find = `"subscriptionId":"${numbered(4)}"`;
    const replace = find.replace(numbered(4), numbered(9));
    strike('/subscriptions', { type: 'replace-text', find, replace });
    const states = (await membersOf('corp')).map(({ nativeAccountId: id, state }) => [id, state]);
    expect(states).toContainEqual([numbered(4), 'active']);
  });

  it('has a subscription that was moved to a group which is new', async () => {
    const parent = '/managementGroups/corp"';
    const find = `"parent":{"id":"/providers/Microsoft.Management${parent}`;
    const replace = find.replace('corp', 'New');
    strike(`${GROUPS}/descendants`, { type: 'replace-text', find, replace }, 1);
    const moved = (await membersOf('landing-zones')).find(({ name }) => name === 'Shop');
    expect(moved?.path).toEqual([LANDING, { id: 'new', name: null }]);
  });

  it.each(['nobody', 'sandbox2'])('is refused when it is %s', async (group) => {
    await expect(identify(group)).rejects.toMatchObject({
      operation: 'Microsoft.Management/managementGroups/read',
      fault: { kind: 'denied', code: 'AuthorizationFailed' },
    });
  });
});

it.each([
  ['/subscriptions', 'Microsoft.Resources/subscriptions/read'],
  [GROUPS, 'Microsoft.Management/managementGroups/read'],
  [`${GROUPS}/descendants`, 'Microsoft.Management/managementGroups/descendants/read'],
])('ends with an error when %s is refused', async (action, operation) => {
  expect(azureOrganization.permissions).toContain(operation);
  strike(action, { type: 'deny' });
  await expect(membersOf('corp')).rejects.toMatchObject({ operation, fault: { kind: 'denied' } });
});

it.each(['/subscriptions', `${GROUPS}/descendants`])(
  'ends with an error when %s is cut off, or goes round in a circle',
  async (action) => {
    const mend = strike(action, { type: 'status', status: 503 }, 2);
    const cutOff = membersOf('landing-zones');
    await expect(cutOff).rejects.toMatchObject({ fault: { kind: 'unavailable' } });
    mend();
    strike(action, { type: 'repeat-token' });
    const circle = membersOf('landing-zones');
    await expect(circle).rejects.toMatchObject({ fault: { kind: 'malformed' } });
    await expect(circle).rejects.toBeInstanceOf(ProviderError);
  },
);

it.each(['subscriptionId', 'state'])('ends with an error without %s', async (field) => {
  strike('/subscriptions', { type: 'null-fields', fields: [field] });
  await expect(membersOf()).rejects.toThrow('without an id or a state');
});

it.each(['type', 'name', 'parent'])('ends with an error without %s of a member', async (field) => {
  strike(`${GROUPS}/descendants`, { type: 'null-fields', fields: [field] });
  await expect(membersOf('corp')).rejects.toThrow('a descendant');
});

describe('the credentials of a member', () => {
  const member = { nativeAccountId: numbered(3) };
  it.each([
    ['a service principal', { ...ACCESS, cloud: 'china' }],
    [
      'a federated credential',
      { method: 'federated', tenant_id: TENANT, client_id: APPLICATION.clientId },
    ],
    ['a managed identity', { method: 'managed_identity' }],
  ])('are those of %s, with its subscription', (_what, access) => {
    for (const more of [{}, { management_group_id: 'corp' }]) {
      const connection = azureOrganization.credentials.parse({ ...access, ...more });
      const credentials = azureOrganization.memberCredentials(connection, member);
      expect(credentials).toEqual({ ...access, subscription_id: numbered(3) });
      expect(azureCredentialsSchema.parse(credentials)).toEqual(credentials);
    }
  });

  it('open it', async () => {
    const credentials = azureOrganization.memberCredentials(connectionTo(), {
      nativeAccountId: numbered(1),
    });
    const gate = recordingGate((error) => azure.classifyError(error));
    const endpoint = emulator.endpoints.azure ?? '';
    const client = await azure.connect(credentials, { gate, endpoint });
    expect(await azure.identify(client)).toMatchObject({ nativeAccountId: numbered(1) });
    await azure.disconnect(client);
  });
});

it.each(['', '..', '../tenants', 'a/b', 'a?b'])('is no group of the id %j', (group) => {
  const connection = { ...ACCESS, management_group_id: group };
  expect(azureOrganization.credentials.safeParse(connection).success).toBe(false);
});
