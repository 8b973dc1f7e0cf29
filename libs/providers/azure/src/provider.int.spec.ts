import { writeFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expectedResources, startEmulator, type Emulator } from '@skyledger/cloud-emulator';
import { collectPass, expectPassConforms } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { azure } from './provider';
import {
  BIG,
  CANARIES,
  Connections,
  credentialsOf,
  estate,
  NARROW,
  passOf,
} from './testing/azure-estate';

let emulator: Emulator;
let connections: Connections;

beforeEach(async () => {
  emulator = await startEmulator({ estate });
  connections = new Connections(emulator);
});

afterEach(async () => {
  await connections.close();
  await emulator.close();
});

/** What the ledger must hold for some kinds of an account. */
function rowsOf(account: string, ...kinds: readonly string[]): string[] {
  return [...expectedResources(emulator.estate, account)]
    .filter(({ kind }) => kinds.includes(kind.replace('azure.', '')))
    .flatMap(({ rows }) => rows.map((row) => `${row.resourceType} ${row.resourceId} ${row.name}`))
    .sort();
}

function found(resources: readonly DiscoveredResource[]): string[] {
  return resources
    .map(({ resourceType, resourceId, name }) => `${resourceType} ${resourceId} ${name}`)
    .sort();
}

describe('Azure against an estate', () => {
  const passes = [
    ['compute.virtual-machines', 'virtual-machine'],
    ['compute.disks', 'disk'],
    ['compute.snapshots', 'snapshot'],
    ['compute.images', 'image'],
    ['compute.scale-sets', 'scale-set'],
    ['network.virtual-networks', 'virtual-network'],
    ['network.security-groups', 'security-group'],
    ['network.public-addresses', 'public-address'],
    ['network.interfaces', 'network-interface'],
    ['network.load-balancers', 'load-balancer'],
    ['network.application-gateways', 'application-gateway'],
    ['network.watchers', 'network-watcher'],
    ['sql.servers', 'sql-server', 'sql-database'],
    ['postgresql.flexible-servers', 'postgresql-server'],
    ['mysql.flexible-servers', 'mysql-server'],
    ['storage.accounts', 'storage-account'],
    ['containerservice.clusters', 'cluster'],
    ['keyvault.vaults', 'vault'],
    ['web.sites', 'site'],
    ['containerregistry.registries', 'registry'],
    ['cache.redis', 'redis'],
    ['cosmos.accounts', 'cosmos'],
    ['authorization.role-assignments', 'role-assignment'],
    ['resources.groups', 'resource-group'],
    ['dns.zones', 'dns-zone'],
    ['dns.private-zones', 'private-dns-zone'],
  ] as const;

  /** Services that know no pages. */
  const AT_ONCE: ReadonlySet<string> = new Set(['network.watchers', 'cosmos.accounts']);

  it('has no pass that is not tried', () => {
    expect(azure.passes.map((pass) => pass.id)).toEqual(passes.map(([id]) => id));
  });

  it.each(passes)('%s yields exactly every %s, on all pages', async (id, ...names) => {
    const kinds = names.filter((name) => name !== undefined);
    const client = await connections.to(credentialsOf(BIG));
    const collected = await expectPassConforms(azure, passOf(id), client, { canaries: CANARIES });
    expect(found(collected.resources)).toEqual(rowsOf(BIG.account, ...kinds));
    expect(collected.pages.length > 1).toBe(!AT_ONCE.has(id));
    expect(collected.warnings).toEqual([]);
  });

  it('yields exactly the demo, with its weaknesses', async () => {
    const client = await connections.to(credentialsOf('demo'));
    const resources: DiscoveredResource[] = [];
    for (const pass of azure.passes) resources.push(...(await collectPass(pass, client)).resources);
    const kinds = [...new Set(passes.flatMap(([, ...names]) => names))];
    expect(found(resources)).toEqual(rowsOf('demo-subscription', ...kinds));
    expect(resources.length).toBeGreaterThan(40);
    expect(resources.length).toBeLessThan(130);
    const attributes = resources.map((resource) => resource.attributes as Record<string, unknown>);
    expect(attributes.some((each) => each['encryptedAtRest'] === false)).toBe(true);
    expect(attributes.some((each) => each['publiclyAccessible'] === true)).toBe(true);
    expect(attributes.some((each) => each['publicAccessAllowed'] === true)).toBe(true);
    expect(attributes.some((each) => each['httpsOnly'] === false)).toBe(true);
  });

  it('relates by ids that exist', async () => {
    const client = await connections.to(credentialsOf(BIG));
    const resources: DiscoveredResource[] = [];
    for (const pass of azure.passes) resources.push(...(await collectPass(pass, client)).resources);
    const ids = new Set(resources.map((resource) => resource.resourceId));
    const relationships = resources.flatMap((resource) => resource.relationships);
    expect(relationships.filter(({ resourceId }) => !ids.has(resourceId))).toEqual([]);
    expect(new Set(relationships.map(({ kind }) => kind))).toEqual(
      new Set(['runs_in', 'attached_to', 'protected_by', 'targets']),
    );
  });

  it('gives machines their state and addresses by four lists, whatever their number', async () => {
    const client = await connections.to(credentialsOf(BIG));
    const { resources } = await collectPass(passOf('compute.virtual-machines'), client);
    const [shelf] = [
      ...emulator.estate.shelves({ account: BIG.account, kind: 'azure.virtual-machine' }),
    ];
    const states = [...(shelf?.items.all() ?? [])].map(
      (item) => (item as unknown as { powerState: string }).powerState,
    );
    expect(resources.map((machine) => machine.nativeState)).toEqual(states);
    expect(new Set(resources.map((machine) => machine.state)).has('unknown')).toBe(false);
    expect(resources.every((machine) => machine.privateIps.length === 1)).toBe(true);
    expect(resources.filter((machine) => machine.publicIps.length === 1)).toHaveLength(7);
    expect(resources.filter((machine) => machine.isPublic === true)).toHaveLength(7);
    const lists = connections.gate.operations.filter((each) => each !== 'retail-prices:list');
    // A token, and two or three pages of each list.
    expect(lists).toHaveLength(1 + 3 + 2 + 3 + 3);
  });
});

describe('Azure prices', () => {
  const pricePages = (): number =>
    connections.gate.operations.filter((each) => each === 'retail-prices:list').length;

  interface Machine {
    readonly id: string;
    readonly region: string;
    readonly vmSize: string;
    readonly osType: string;
    readonly powerState: string;
  }
  const machinesOf = (account: string): Machine[] => {
    const [shelf] = [...emulator.estate.shelves({ account, kind: 'azure.virtual-machine' })];
    return [...(shelf?.items.all() ?? [])] as unknown as Machine[];
  };

  it('are those of the size of a machine, where it is, with its operating system', async () => {
    const client = await connections.to(credentialsOf(BIG));
    const { resources } = await collectPass(passOf('compute.virtual-machines'), client);
    const priceOf = new Map(resources.map((each) => [each.resourceId, each.price]));
    // A size in the first region costs so much; a twentieth more in each further one, and half more
    // with Windows.
    const dollars: Readonly<Record<string, number>> = {
      Standard_B2s: 0.0404,
      Standard_D4s_v5: 0.2012,
      Standard_E8ds_v5: 0.6016,
      Standard_A1_v2: 0.0408,
    };
    const places = ['westeurope', 'northeurope', 'eastus2', 'germanywestcentral'];
    const machines = machinesOf(BIG.account);
    for (const { id, region, vmSize, osType, powerState } of machines) {
      const factor = (1 + places.indexOf(region) / 20) * (osType === 'Windows' ? 1.5 : 1);
      const hourly = String(Number(((dollars[vmSize] ?? NaN) * factor).toFixed(6)));
      expect([vmSize, priceOf.get(id.toLowerCase())]).toEqual([
        vmSize,
        powerState === 'deallocated'
          ? { hourly: '0', currency: 'USD', source: 'azure:deallocated' }
          : { hourly, currency: 'USD', source: 'azure:retail-prices' },
      ]);
    }
    expect(new Set(machines.map(({ osType }) => osType))).toEqual(new Set(['Linux', 'Windows']));
  });

  it('are those of the tier of a disk', async () => {
    const client = await connections.to(credentialsOf(BIG));
    const { resources } = await collectPass(passOf('compute.disks'), client);
    // A premium tier costs so much a month in the first region, a standard SSD half of it, and a
    // standard HDD a quarter.
    const dollars: Readonly<Record<string, number>> = {
      4: 5.11,
      6: 10.95,
      10: 20.44,
      20: 73,
      30: 146,
    };
    const shares: Readonly<Record<string, number>> = { P: 1, E: 0.5, S: 0.25 };
    const inWesteurope = resources.filter(({ region }) => region === 'westeurope');
    expect(inWesteurope.length).toBeGreaterThan(5);
    for (const { size, price } of inWesteurope) {
      const month = (dollars[size?.slice(1) ?? ''] ?? NaN) * (shares[size?.charAt(0) ?? ''] ?? NaN);
      expect(Number(price?.hourly)).toBeCloseTo(month / 730, 8);
    }
    const unpriced = resources.filter(
      ({ price }) => price?.source !== 'azure:retail-prices, a month of 730 hours',
    );
    expect(unpriced).toEqual([]);
  });

  it('are asked for once a run, for all machines of a region together', async () => {
    const client = await connections.to(credentialsOf(BIG));
    await collectPass(passOf('compute.virtual-machines'), client);
    const asked = pricePages();
    const sizes = new Set(machinesOf(BIG.account).map((each) => each.region + each.vmSize)).size;
    expect(sizes).toBeGreaterThan(10);
    // Eight rows of each size fit the filter, five come a page, and each listing may end in the middle
    // of one; a machine costs none.
    expect(asked).toBeLessThan((sizes * 8) / 5 + 3 * 4);
    await collectPass(passOf('compute.virtual-machines'), client);
    expect(pricePages()).toBe(asked);
  });

  it('are in the demo', async () => {
    const client = await connections.to(credentialsOf('demo'));
    for (const id of ['compute.virtual-machines', 'compute.disks']) {
      const { resources } = await collectPass(passOf(id), client);
      expect(resources.length).toBeGreaterThan(0);
      for (const { nativeState, price } of resources) {
        expect(price?.hourly === '0').toBe(nativeState === 'deallocated');
        expect(price).not.toBeNull();
      }
    }
  });

  it.each(['usgovernment', 'china'] as const)('are not asked for in %s', async (cloud) => {
    const client = await connections.to({ ...credentialsOf(BIG), cloud });
    const { resources, warnings } = await collectPass(passOf('compute.disks'), client);
    expect(resources.filter(({ price }) => price !== null)).toEqual([]);
    expect(warnings).toEqual([]);
    expect(pricePages()).toBe(0);
  });
});

describe('Azure identity', () => {
  it('passes on what is left of the reads', async () => {
    await azure.identify(await connections.to(credentialsOf(BIG)));
    expect(connections.gate.observations).toEqual([
      { remaining: expect.any(Number), resetAt: expect.any(Number) },
      { remaining: expect.any(Number), resetAt: expect.any(Number) },
    ]);
  });

  it('is the subscription, with its name', async () => {
    const client = await connections.to(credentialsOf(BIG));
    expect(await azure.identify(client)).toEqual({
      nativeAccountId: BIG.subscriptionId,
      displayName: BIG.account,
      missingPermissions: [],
      credentials: { issuedAt: null, expiresAt: null, writePermissions: [] },
    });
  });

  it('names the permissions that no role grants', async () => {
    const client = await connections.to(credentialsOf(NARROW));
    expect((await azure.identify(client)).missingPermissions.sort()).toEqual([
      'Microsoft.Compute/disks/read',
      'Microsoft.DBforPostgreSQL/flexibleServers/firewallRules/read',
      'Microsoft.Network/networkInterfaces/read',
      'Microsoft.Sql/servers/databases/transparentDataEncryption/read',
    ]);
  });

  it('names what its roles may change', async () => {
    const client = await connections.to(credentialsOf(NARROW));
    expect((await azure.identify(client)).credentials).toEqual({
      issuedAt: null,
      expiresAt: null,
      writePermissions: ['Microsoft.Compute/virtualMachines/write', 'Microsoft.Support/*'],
    });
  });

  it.each([
    ['a wrong secret', { client_secret: 'canary' }, 'invalid_client'],
    ['an application nobody knows', { client_id: BIG.subscriptionId }, 'unauthorized_client'],
    ['a directory nobody knows', { tenant_id: BIG.subscriptionId }, 'invalid_request'],
  ])('refuses %s and never quotes it', async (_what, wrong, code) => {
    const client = await connections.to({ ...credentialsOf(BIG), ...wrong } as never);
    const outcome = azure.identify(client);
    await expect(outcome).rejects.toMatchObject({ fault: { kind: 'unauthenticated', code } });
    await expect(outcome).rejects.not.toThrow(/canary|Trace ID/);
  });

  it('refuses a subscription that is not there', async () => {
    const elsewhere = {
      ...credentialsOf(BIG),
      subscription_id: NARROW.subscriptionId.replace('2', '9'),
    };
    const outcome = azure.identify(await connections.to(elsewhere));
    await expect(outcome).rejects.toMatchObject({
      fault: { kind: 'denied', code: 'SubscriptionNotFound' },
    });
  });
});

describe('Azure with a federated credential', () => {
  let folder: string;
  const before = process.env['AZURE_FEDERATED_TOKEN_FILE'];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'federated-'));
    process.env['AZURE_FEDERATED_TOKEN_FILE'] = join(folder, 'token');
  });
  afterEach(async () => {
    if (before === undefined) delete process.env['AZURE_FEDERATED_TOKEN_FILE'];
    else process.env['AZURE_FEDERATED_TOKEN_FILE'] = before;
    await rm(folder, { recursive: true });
  });

  const federated = (): ReturnType<Connections['to']> => {
    const { subscription_id, ...principal } = credentialsOf(BIG);
    if (principal.method !== 'service_principal') throw new Error('it has a secret');
    const { tenant_id, client_id } = principal;
    return connections.to({ method: 'federated', tenant_id, client_id, subscription_id });
  };

  it('presents the token of the platform', async () => {
    await writeFile(join(folder, 'token'), `${CANARIES[1]}\n`);
    expect((await azure.identify(await federated())).nativeAccountId).toBe(BIG.subscriptionId);
  });

  it('says what is missing where there is none', async () => {
    const client = await federated();
    const fault = { kind: 'unauthenticated', code: 'NoFederatedToken' };
    await expect(azure.identify(client)).rejects.toMatchObject({ fault });
    delete process.env['AZURE_FEDERATED_TOKEN_FILE'];
    await expect(azure.identify(client)).rejects.toThrow('AZURE_FEDERATED_TOKEN_FILE is not set');
  });
});
