import type { Emulator } from '../index';
import { expectedResources, startEmulator } from '../index';
import { APPLICATION, AzureReader, NARROW, SPEC, SUBSCRIPTIONS } from './testing/azure-reader';

const LISTS = [
  ['virtual-machine', 'Microsoft.Compute/virtualMachines'],
  ['disk', 'Microsoft.Compute/disks'],
  ['snapshot', 'Microsoft.Compute/snapshots'],
  ['image', 'Microsoft.Compute/images'],
  ['virtual-network', 'Microsoft.Network/virtualNetworks'],
  ['security-group', 'Microsoft.Network/networkSecurityGroups'],
  ['public-address', 'Microsoft.Network/publicIPAddresses'],
  ['network-interface', 'Microsoft.Network/networkInterfaces'],
  ['load-balancer', 'Microsoft.Network/loadBalancers'],
  ['sql-server', 'Microsoft.Sql/servers'],
  ['postgresql-server', 'Microsoft.DBforPostgreSQL/flexibleServers'],
  ['mysql-server', 'Microsoft.DBforMySQL/flexibleServers'],
  ['storage-account', 'Microsoft.Storage/storageAccounts'],
  ['cluster', 'Microsoft.ContainerService/managedClusters'],
  ['scale-set', 'Microsoft.Compute/virtualMachineScaleSets'],
  ['application-gateway', 'Microsoft.Network/applicationGateways'],
  ['network-watcher', 'Microsoft.Network/networkWatchers'],
  ['vault', 'Microsoft.KeyVault/vaults'],
  ['site', 'Microsoft.Web/sites'],
  ['registry', 'Microsoft.ContainerRegistry/registries'],
  ['redis', 'Microsoft.Cache/redis'],
  ['cosmos', 'Microsoft.DocumentDB/databaseAccounts'],
  ['role-assignment', 'Microsoft.Authorization/roleAssignments'],
] as const;

describe('the emulated Azure', () => {
  let emulator: Emulator;
  let clock = new Date('2026-06-01T00:00:00Z');
  let reader: AzureReader;

  beforeAll(async () => {
    emulator = await startEmulator({ estate: SPEC, now: () => clock });
    reader = new AzureReader(emulator);
  });
  beforeEach(async () => {
    clock = new Date(clock.getTime() + 60_000);
    await reader.signIn();
  });
  afterAll(() => emulator.close());

  it.each(LISTS)('lists exactly the items of %s', async (kind, type) => {
    const expected = [...expectedResources(emulator.estate, 'big')].filter(
      (each) => each.kind === `azure.${kind}`,
    );
    const found = await reader.readAll(`/providers/${type}?api-version=2024-01-01`);
    expect(expected.length).toBeGreaterThan(0);
    expect(found.map((each) => each.id)).toEqual(expected.map((each) => each.id));
  });

  it('tells the state of all machines and nothing else of them, in ids of another case', async () => {
    const path = '/providers/Microsoft.Compute/virtualMachines?api-version=2024-07-01';
    const machines = await reader.readAll(path);
    const states = await reader.readAll(`${path}&statusOnly=true`);
    expect(states.map((each) => each.id)).not.toEqual(machines.map((each) => each.id));
    expect(states.map((each) => each.id.toLowerCase())).toEqual(
      machines.map((each) => each.id.toLowerCase()),
    );
    for (const { properties } of states) {
      expect(properties).toHaveProperty('instanceView.statuses');
      expect(properties).not.toHaveProperty('hardwareProfile');
    }
    expect((await reader.get(`${path}&$expand=instanceView`)).status).toBe(400);
  });

  it('has the databases of each server with master among them, and their encryption', async () => {
    const servers = await reader.readAll('/providers/Microsoft.Sql/servers?api-version=2021-11-01');
    let databases = 0;
    for (const { id } of servers) {
      const listed = await reader.readAll(`${reader.below(id)}/databases?api-version=2021-11-01`);
      expect(listed[0]?.id).toBe(`${id}/databases/master`);
      databases += listed.length - 1;
      const path = `${reader.below(listed[1]?.id ?? '')}/transparentDataEncryption`;
      const [encryption] = await reader.readAll(`${path}?api-version=2021-11-01`);
      expect(['Enabled', 'Disabled']).toContain(encryption?.properties['state']);
    }
    expect(databases).toBe(9);
  });

  it('lets go of a deleted machine everywhere', async () => {
    const own = await startEmulator({ estate: SPEC });
    const [machine] = expectedResources(own.estate, 'big');
    own.mutate({ op: 'remove', ids: [machine?.id ?? ''] });
    const [nic] = [...own.estate.shelves({ kind: 'azure.network-interface' })];
    const attached = [...(nic?.items.all() ?? [])] as unknown as { machineId: string | null }[];
    expect(attached.filter((each) => each.machineId !== null)).toHaveLength(24);
    await own.close();
  });

  it('shows every change of an item, whatever its kind', async () => {
    const own = await startEmulator({ estate: SPEC });
    const before = [...own.estate.shelves({ account: 'big' })].map((shelf) => ({
      shelf,
      items: [...shelf.items.all()],
    }));
    own.mutate({ op: 'change', account: 'big', share: 1 });
    for (const { shelf, items } of before) {
      const after = [...shelf.items.all()];
      expect(after.map((each) => each.id)).toEqual(items.map((each) => each.id));
      for (const [at, item] of items.entries()) expect(after[at]).not.toEqual(item);
    }
    await own.close();
  });

  it('gives tokens for a secret or a trusted assertion, and refuses in the words of OAuth', async () => {
    const assertion = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
    const trusted = await reader.ask({
      client_assertion_type: assertion,
      client_assertion: APPLICATION.federatedToken,
    });
    expect(await trusted.json()).toMatchObject({ token_type: 'Bearer', expires_in: 3599 });
    const wrong = await reader.ask({ client_secret: 'wrong' });
    expect(wrong.status).toBe(401);
    expect(await wrong.json()).toMatchObject({ error: 'invalid_client', error_codes: [7000215] });
    const nobody = await reader.ask({ client_id: 'nobody', client_secret: 'x' });
    expect(await nobody.json()).toMatchObject({ error: 'unauthorized_client' });
    const elsewhere = await reader.ask({ client_secret: 'x' }, NARROW);
    expect(await elsewhere.json()).toMatchObject({ error: 'invalid_request' });
  });

  it('refuses tokens that are unknown or have ended, and subscriptions that are not there', async () => {
    const path = '/resourcegroups?api-version=2021-04-01';
    expect((await reader.get(path)).status).toBe(200);
    clock = new Date(clock.getTime() + 3_600_000);
    const ended = await reader.get(path);
    expect(ended.status).toBe(401);
    expect(await ended.json()).toMatchObject({ error: { code: 'ExpiredAuthenticationToken' } });
    reader.token = 'never-given';
    expect(await (await reader.get(path)).json()).toMatchObject({
      error: { code: 'InvalidAuthenticationToken' },
    });
    await reader.signIn();
    expect(emulator.expireSessions()).toBeGreaterThan(0);
    expect((await reader.get(path)).status).toBe(401);
    await reader.signIn();
    const missing = await reader.get(path, 'aaaaaaaa-0000-4000-8000-00000000000f');
    expect(missing.status).toBe(404);
    expect(await missing.json()).toMatchObject({ error: { code: 'SubscriptionNotFound' } });
  });

  it('wants a version, denies what a role does not grant, and tells that role', async () => {
    expect((await reader.get('/providers/Microsoft.Compute/disks')).status).toBe(400);
    const denied = await reader.get(
      '/providers/Microsoft.Compute/disks?api-version=2024-03-02',
      NARROW,
    );
    expect(denied.status).toBe(403);
    expect(await denied.json()).toMatchObject({ error: { code: 'AuthorizationFailed' } });
    const role = await reader.get(
      '/providers/Microsoft.Authorization/permissions?api-version=2022-04-01',
      NARROW,
    );
    expect(await role.json()).toMatchObject({
      value: [{ actions: ['*/read'], notActions: ['Microsoft.Compute/disks/read'] }],
    });
  });

  it('tells the application its tenant, the management groups of it and what is in them', async () => {
    const groups = '/providers/Microsoft.Management/managementGroups';
    const version = '?api-version=2020-05-01';
    const [tenant] = await reader.readAllOfTenant(`/tenants${version}`);
    expect(tenant).toMatchObject({ tenantId: APPLICATION.tenantId, tenantCategory: 'Home' });
    const all = await reader.readAllOfTenant(`/subscriptions${version}`);
    expect(all.map(({ id }) => id)).toEqual(SUBSCRIPTIONS.map(({ id }) => `/subscriptions/${id}`));
    expect(all.at(-1)).toMatchObject({ state: 'Deleted', tenantId: APPLICATION.tenantId });
    const landing = await reader.readAllOfTenant(`${groups}/landing/descendants${version}`);
    expect(landing[0]).toEqual({
      id: `${groups}/corp`,
      type: 'Microsoft.Management/managementGroups',
      name: 'corp',
      properties: { displayName: 'Corp', parent: { id: `${groups}/landing` } },
    });
    expect(landing).toHaveLength(1 + 6);
    const root = `${groups}/${APPLICATION.tenantId}`;
    expect(await reader.readAllOfTenant(`${root}/descendants${version}`)).toHaveLength(2 + 11);
    expect(await (await reader.getOfTenant(root + version)).json()).toMatchObject({
      properties: { displayName: 'Contoso', tenantId: APPLICATION.tenantId },
    });
    expect((await reader.getOfTenant(`${groups}/other${version}`)).status).toBe(403);
    expect((await reader.getOfTenant('/subscriptions')).status).toBe(400);
  });

  it('limits reads and tells how many are left', async () => {
    const path = '/resourcegroups?api-version=2021-04-01';
    const first = await reader.get(path, NARROW);
    expect(first.headers.get('x-ms-ratelimit-remaining-subscription-reads')).toBe('1');
    await reader.get(path, NARROW);
    const over = await reader.get(path, NARROW);
    expect(over.status).toBe(429);
    expect(over.headers.get('retry-after')).toBe('1');
    clock = new Date(clock.getTime() + 1000);
    expect((await reader.get(path, NARROW)).status).toBe(200);
  });
});
