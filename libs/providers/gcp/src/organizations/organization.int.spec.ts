import type { FaultEffect, GcpMemberSpec } from '@skyledger/cloud-emulator';
import type { OrganizationMember } from '@skyledger/provider-sdk';
import type { GoogleClient } from '../client';
import { gcpCredentialsSchema, type GcpOrganizationConnection } from '../credentials';
import { gcp } from '../provider';
import { GcpEstate, keyFileOf, project } from '../testing/gcp-estate';
import { gcpOrganization } from './organization';

const TOP = { id: 'organizations/123456789012', name: 'example.com' };
const TEAMS = { id: 'folders/1001', name: 'Teams' };
const SHOP = { id: 'folders/1002', name: 'Shop' };
const MORE = { id: 'folders/1004', name: 'Yet another' };
const CRM = '/crm/v3';

let projects: GcpMemberSpec[];
let estate: GcpEstate;
let key: string;
let clients: GoogleClient[];

beforeEach(async () => {
  clients = [];
  projects = [
    { id: 'hub-project', name: 'Hub' },
    { id: 'cart-project', name: 'Cart', parent: SHOP.id },
    { id: 'old-project', name: 'Old cart', parent: SHOP.id, state: 'DELETE_REQUESTED' },
    { id: 'wish-project', name: 'Wishes', parent: SHOP.id },
    { id: 'team-project', name: 'Team', parent: TEAMS.id },
  ];
  const folders = [
    { ...SHOP, parent: TEAMS.id },
    TEAMS,
    { id: 'folders/1003', name: 'Empty' },
    MORE,
  ];
  const organization = { id: TOP.id, displayName: TOP.name, folders, projects, pageSize: 2 };
  const hub = project('hub-project', { counts: { networks: 1 }, organization });
  const { serviceAccount } = hub;
  const cart = project('cart-project', { serviceAccount, counts: { networks: 2, buckets: 1 } });
  key = keyFileOf(hub);
  estate = await GcpEstate.start([hub, cart, project('other-project')]);
});
afterEach(async () => {
  for (const client of clients) await gcpOrganization.disconnect(client);
  await estate.close();
});

const connectionTo = (parent = TOP.id): GcpOrganizationConnection =>
  gcpOrganization.credentials.parse({ method: 'key_file', service_account_key: key, parent });

async function connect(connection: GcpOrganizationConnection): Promise<GoogleClient> {
  const context = { gate: estate.gate, endpoint: estate.endpoint };
  const client = await gcpOrganization.connect(connection, context);
  clients.push(client);
  return client;
}

const identify = async (parent?: string): Promise<unknown> =>
  gcpOrganization.identify(await connect(connectionTo(parent)), connectionTo(parent));

async function membersOf(parent?: string): Promise<OrganizationMember[]> {
  const connection = connectionTo(parent);
  const all: OrganizationMember[] = [];
  for await (const page of gcpOrganization.members(await connect(connection), connection)) {
    all.push(...page);
  }
  return all;
}

const strike = (action: string, effect: FaultEffect, page?: number): (() => void) =>
  estate.emulator.faults.add({ match: { provider: 'gcp', action: CRM + action, page }, effect });

it('tells which organisation or folder is meant', async () => {
  expect(await identify()).toEqual({ nativeId: TOP.id, displayName: TOP.name });
  expect(await identify(SHOP.id)).toEqual({ nativeId: SHOP.id, displayName: SHOP.name });
});

it.each(['organizations/1', 'folders/1'])('is refused what is not there: %s', async (parent) => {
  const operation = `resourcemanager.${parent.split('/')[0]}.get`;
  expect(gcpOrganization.permissions).toContain(operation);
  await expect(identify(parent)).rejects.toMatchObject({ operation, fault: { kind: 'denied' } });
});

it('lists every project of every folder and page, with where it is and whether it goes on', async () => {
  const members = await membersOf();
  expect(members).toHaveLength(projects.length);
  expect(members).toEqual(
    expect.arrayContaining([
      { nativeAccountId: 'hub-project', name: 'Hub', state: 'active', path: [TOP] },
      { nativeAccountId: 'team-project', name: 'Team', state: 'active', path: [TOP, TEAMS] },
      { nativeAccountId: 'cart-project', name: 'Cart', state: 'active', path: [TOP, TEAMS, SHOP] },
      {
        nativeAccountId: 'old-project',
        name: 'Old cart',
        state: 'closed',
        path: [TOP, TEAMS, SHOP],
      },
    ]),
  );
});

it('lists what is below a folder alone', async () => {
  const members = await membersOf(SHOP.id);
  expect(members.map(({ nativeAccountId: id, path }) => [id, path])).toEqual([
    ['cart-project', [SHOP]],
    ['old-project', [SHOP]],
    ['wish-project', [SHOP]],
  ]);
});

it('finds a project that was moved while it was looking, once', async () => {
  strike('/projects', { type: 'replace-text', find: '"cart-project"', replace: '"hub-project"' });
  const moved = (await membersOf(SHOP.id)).filter(({ name }) => name === 'Cart');
  expect(moved.map(({ nativeAccountId: id }) => id)).toEqual(['hub-project', 'cart-project']);
});

it('goes on after pages that are empty', async () => {
  strike('/projects', { type: 'empty-page' }, 1);
  const ids = (await membersOf()).map(({ nativeAccountId: id }) => id);
  expect(new Set(ids).size).toBe(projects.length);
});

it.each([
  ['/projects', 'resourcemanager.projects.list'],
  ['/folders', 'resourcemanager.folders.list'],
  ['/projects:search', 'resourcemanager.projects.get'],
])('ends with an error when %s is refused', async (action, operation) => {
  expect(gcpOrganization.permissions).toContain(operation);
  strike(action, { type: 'deny' });
  await expect(membersOf()).rejects.toMatchObject({ operation, fault: { kind: 'denied' } });
});

it.each(['/projects', '/folders', '/projects:search'])(
  'ends with an error when %s is cut off, or goes round in a circle',
  async (action) => {
    const mend = strike(action, { type: 'status', status: 503 }, 2);
    await expect(membersOf()).rejects.toMatchObject({ fault: { kind: 'unavailable' } });
    mend();
    strike(action, { type: 'repeat-token' });
    await expect(membersOf()).rejects.toMatchObject({ fault: { kind: 'malformed' } });
  },
);

it.each(['projectId', 'state'])('ends with an error without %s', async (field) => {
  strike('/projects', { type: 'null-fields', fields: [field] });
  await expect(membersOf()).rejects.toThrow('without an id or a state');
});

describe('the credentials of a member', () => {
  const member = { nativeAccountId: 'cart-project' };

  it.each([
    ['an impersonated service account', 'impersonation'],
    ['a federated identity', 'federation'],
    ['a key', 'key_file'],
  ])('are those of %s, with its project', (_what, method) => {
    const access = {
      impersonation: { service_account_email: 'reader@hub-project.iam.gserviceaccount.com' },
      federation: { external_account_configuration: FEDERATION },
      key_file: { service_account_key: key },
    }[method];
    const connection = gcpOrganization.credentials.parse({ method, ...access, parent: TOP.id });
    const credentials = gcpOrganization.memberCredentials(connection, member);
    expect(credentials).toEqual({ method, ...access, project_id: 'cart-project' });
    expect(gcpCredentialsSchema.parse(credentials)).toEqual(credentials);
  });

  it('open it', async () => {
    const client = await estate.connect(
      gcpOrganization.memberCredentials(connectionTo(), member) as object,
    );
    expect(await gcp.identify(client)).toMatchObject({
      nativeAccountId: 'cart-project',
      missingPermissions: [],
    });
  });
});

it.each(['', 'projects/x', 'folders/', 'organizations/../1', 'folders/1/2'])(
  'is no parent: %j',
  (parent) => {
    const connection = { method: 'key_file', service_account_key: key, parent };
    expect(gcpOrganization.credentials.safeParse(connection).success).toBe(false);
  },
);

const FEDERATION = JSON.stringify({
  type: 'external_account',
  audience:
    '//iam.googleapis.com/projects/123456789012/locations/global/workloadIdentityPools/pool/providers/cluster',
  subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
  token_url: 'https://sts.googleapis.com/v1/token',
  credential_source: { file: '/var/run/secrets/tokens/gcp' },
});
