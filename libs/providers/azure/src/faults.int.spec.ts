import {
  expectedResources,
  oddNames,
  startEmulator,
  type Emulator,
  type FaultEffect,
} from '@skyledger/cloud-emulator';
import { collectPass, expectPassConforms, type Page } from '@skyledger/provider-sdk';
import { azure } from './provider';
import { BIG, Connections, credentialsOf, estate, NARROW, passOf } from './testing/azure-estate';

const PROVIDERS = '/subscriptions/:subscription/providers';
const ROLES = `${PROVIDERS}/Microsoft.Authorization/roleDefinitions`;
const DISKS = `${PROVIDERS}/Microsoft.Compute/disks`;

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

const disksOf = (account: string): string[] =>
  [...expectedResources(emulator.estate, account)]
    .filter(({ kind }) => kind === 'azure.disk')
    .map(({ id }) => id.toLowerCase())
    .sort();

/** The pages before something went wrong, and what did. */
async function readDisks(): Promise<{ pages: Page[]; error: unknown }> {
  const pages: Page[] = [];
  const client = await connections.to(credentialsOf(BIG));
  const { signal } = new AbortController();
  try {
    for await (const page of passOf('compute.disks').collect({
      client,
      region: 'global',
      cursor: null,
      signal,
    })) {
      pages.push(page);
    }
    return { pages, error: null };
  } catch (error) {
    return { pages, error };
  }
}

describe('Azure under faults', () => {
  it.each<[string, FaultEffect, object]>([
    ['a denial', { type: 'deny' }, { kind: 'denied', code: 'AuthorizationFailed' }],
    [
      'throttling',
      { type: 'throttle', retryAfterSeconds: 7 },
      { kind: 'throttled', retryAfterMs: 7000 },
    ],
    ['throttling without a time', { type: 'throttle' }, { kind: 'throttled' }],
    [
      'an ended token',
      { type: 'expire-token' },
      { kind: 'expired', code: 'ExpiredAuthenticationToken' },
    ],
    ['a failing service', { type: 'status', status: 500 }, { kind: 'unavailable' }],
    ['a failing gateway', { type: 'status', status: 504 }, { kind: 'unavailable' }],
    ['a cut body', { type: 'truncate' }, { kind: 'unavailable' }],
    ['a cut chunked body', { type: 'truncate', chunked: true }, { kind: 'unavailable' }],
    ['a document that ends in the middle', { type: 'malformed' }, { kind: 'malformed' }],
    ['a page that names itself as next', { type: 'repeat-token' }, { kind: 'malformed' }],
    ['a body without a list', { type: 'null-fields', fields: ['value'] }, { kind: 'malformed' }],
    [
      'a link to somewhere else',
      {
        type: 'replace-text',
        find: '"nextLink":"http://',
        replace: '"nextLink":"http://evil.example/',
      },
      { kind: 'malformed' },
    ],
  ])('fails on %s after the pages before it', async (_what, effect, fault) => {
    connections.strike({ account: BIG.account, action: DISKS, page: 2 }, effect);
    const { pages, error } = await readDisks();
    expect(error).toMatchObject({ operation: 'Microsoft.Compute/disks/read', fault });
    expect(pages).toHaveLength(1);
  });

  it('refuses pages that repeat from the first one on', async () => {
    connections.strike({ account: BIG.account, action: DISKS }, { type: 'repeat-token' });
    const { pages, error } = await readDisks();
    expect(error).toMatchObject({ fault: { kind: 'malformed' } });
    expect(pages.length).toBeLessThan(2);
  });

  it.each<[string, FaultEffect]>([
    ['an empty page that leads on', { type: 'empty-page' }],
    ['a page far larger than others', { type: 'huge-page', items: 25 }],
    ['an item told twice', { type: 'duplicate-item' }],
  ])('misses nothing for %s', async (_what, effect) => {
    connections.strike({ account: BIG.account, action: DISKS, page: 2, times: 1 }, effect);
    const { pages, error } = await readDisks();
    expect(error).toBeNull();
    const ids = pages.flatMap((page) => page.resources.map((each) => each.resourceId));
    expect([...new Set(ids)].sort()).toEqual(disksOf(BIG.account));
  });

  it.each(Object.entries(oddNames))('keeps a disk with the odd name %s', async (_what, name) => {
    connections.strike({ account: BIG.account, action: DISKS, page: 1 }, { type: 'rename', name });
    const { pages } = await readDisks();
    const resources = pages.flatMap((page) => page.resources);
    expect(resources.map((each) => each.resourceId).sort()).toEqual(disksOf(BIG.account));
    expect(resources.some((each) => each.name === name)).toBe(true);
  });

  it.each(azure.passes.map((pass) => [pass.id, pass] as const))(
    '%s keeps what it can of resources whose fields are missing',
    async (_id, pass) => {
      const fields = ['name', 'location', 'tags', 'zones', 'sku', 'properties', 'identity'];
      connections.strike({ account: BIG.account }, { type: 'null-fields', fields });
      const client = await connections.to(credentialsOf(BIG));
      const { resources } = await expectPassConforms(azure, pass, client);
      expect(resources.length).toBeGreaterThan(0);
      expect(resources.every((resource) => resource.name === null)).toBe(true);
    },
  );

  it('goes on with a new connection after all tokens have ended', async () => {
    const client = await connections.to(credentialsOf(BIG));
    await azure.identify(client);
    expect(emulator.expireSessions()).toBe(1);
    await expect(azure.identify(client)).rejects.toMatchObject({ fault: { kind: 'expired' } });
    const renewed = await connections.to(credentialsOf(BIG));
    expect((await azure.identify(renewed)).nativeAccountId).toBe(BIG.subscriptionId);
  });

  it('fails as a whole where the token cannot be had', async () => {
    connections.strike({ service: 'login' }, { type: 'status', status: 503 });
    const { error } = await readDisks();
    expect(error).toMatchObject({ operation: 'login:token', fault: { kind: 'unavailable' } });
  });
});

describe('Azure without its price list', () => {
  const strike = (effect: FaultEffect, page?: number): void =>
    connections.strike(
      { service: 'retail-prices', ...(page === undefined ? {} : { page }) },
      effect,
    );
  const read = async (id: string): ReturnType<typeof collectPass> =>
    collectPass(passOf(id), await connections.to(credentialsOf(BIG)));
  const pricePages = (): number =>
    connections.gate.operations.filter((each) => each === 'retail-prices:list').length;

  it.each<[string, FaultEffect]>([
    ['fails', { type: 'status', status: 500 }],
    ['is denied', { type: 'deny' }],
    ['is throttled', { type: 'throttle', retryAfterSeconds: 7 }],
    ['is cut off', { type: 'truncate' }],
    ['ends in the middle', { type: 'malformed' }],
    ['has no rows', { type: 'null-fields', fields: ['Items'] }],
    ['leads to itself', { type: 'repeat-token' }],
    ['leads elsewhere', { type: 'replace-text', find: 'http://', replace: 'http://evil.example/' }],
  ])('keeps every machine and disk, and says so once, when it %s', async (_what, effect) => {
    for (const id of ['compute.virtual-machines', 'compute.disks']) {
      const whole = await read(id);
      strike(effect);
      const asked = pricePages();
      const { pages, resources, warnings } = await read(id);
      const priced = whole.resources.filter(({ price }) => price !== null);
      expect(priced.length).toBeGreaterThan(0);
      expect(resources).toEqual(
        whole.resources.map((each) =>
          priced.includes(each) ? { ...each, price: undefined } : each,
        ),
      );
      expect(pages.length).toBeGreaterThan(1);
      expect(warnings).toEqual([
        {
          code: 'prices_unread',
          message: expect.stringMatching(/^retail-prices:list: ./),
          detailOnly: true,
        },
      ]);
      // It is left alone after it failed.
      expect(pricePages() - asked).toBeLessThan(3);
      emulator.faults.clear();
    }
  });

  it('prices nothing of which a page is missing, and what was whole before', async () => {
    strike({ type: 'status', status: 503 }, 2);
    const { resources, warnings } = await read('compute.virtual-machines');
    expect(resources).toHaveLength(23);
    expect(resources.filter(({ price }) => price)).toEqual([]);
    expect(warnings).toMatchObject([{ detailOnly: true }]);
  });

  it('takes no price that is none', async () => {
    strike({ type: 'null-fields', fields: ['retailPrice'] });
    const { resources, warnings } = await read('compute.disks');
    expect(resources.filter(({ price }) => price !== null)).toEqual([]);
    expect(warnings).toEqual([]);
  });
});

describe('Azure with rights in part', () => {
  const collect = async (id: string): ReturnType<typeof collectPass> =>
    collectPass(passOf(id), await connections.to(credentialsOf(NARROW)));

  it('keeps machines whose interfaces may not be read, and says so', async () => {
    const { resources, warnings } = await collect('compute.virtual-machines');
    expect(resources).toHaveLength(2);
    expect(resources.map((machine) => machine.isPublic)).toEqual([null, null]);
    expect(warnings).toMatchObject([{ code: 'AuthorizationFailed' }]);
    expect(warnings[0]?.message).toContain('Microsoft.Network/networkInterfaces/read');
  });

  it('keeps databases whose encryption may not be read, and says so once', async () => {
    const { resources, warnings } = await collect('sql.servers');
    const databases = resources.filter(({ nativeType }) => nativeType.endsWith('/databases'));
    expect(
      databases.map((each) => (each.attributes as Record<string, unknown>)['encryptedAtRest']),
    ).toEqual([null, null]);
    expect(warnings).toHaveLength(1);
  });

  it('keeps servers whose firewall may not be read, without one that is empty', async () => {
    const { resources, warnings } = await collect('postgresql.flexible-servers');
    expect(resources.map((each) => each.resourceType)).toEqual(['database']);
    expect(resources[0]?.relationships.map(({ kind }) => kind)).not.toContain('protected_by');
    expect(warnings).toHaveLength(1);
  });

  it('says that a listing is incomplete when a server went while it was read', async () => {
    const client = await connections.to(credentialsOf(BIG));
    const { signal } = new AbortController();
    const warnings: string[] = [];
    for await (const page of passOf('sql.servers').collect({
      client,
      region: 'global',
      cursor: null,
      signal,
    })) {
      if (warnings.length === 0 && page.cursor !== null) {
        emulator.mutate({ op: 'remove', account: BIG.account, kind: 'azure.sql-server', share: 1 });
      }
      warnings.push(...(page.warnings ?? []).map((warning) => warning.code));
    }
    expect(new Set(warnings)).toEqual(new Set(['ResourceNotFound']));
  });

  const SITE = '/subscriptions/:subscription/resourceGroups/:group/providers/Microsoft.Web/sites';
  it.each([
    ['compute.scale-sets', `${PROVIDERS}/Microsoft.Insights/autoscalesettings`, 'minimum'],
    ['authorization.role-assignments', ROLES, 'roleName'],
    ['web.sites', `${SITE}/:server/config`, 'minimumTlsVersion'],
  ])('%s keeps everything where %s may not be read, and says so once', async (id, action, name) => {
    const client = await connections.to(credentialsOf(BIG));
    connections.strike({ account: BIG.account, service: 'resourcegraph' }, { type: 'deny' });
    const whole = await collectPass(passOf(id), client);
    connections.strike({ account: BIG.account, action }, { type: 'deny' });
    const { resources, warnings } = await collectPass(passOf(id), client);
    expect(resources.map((each) => each.resourceId)).toEqual(
      whole.resources.map((each) => each.resourceId),
    );
    const told = (all: typeof resources): unknown[] =>
      all.map((each) => (each.attributes as Record<string, unknown>)[name] ?? null);
    expect(told(whole.resources).some((each) => each !== null)).toBe(true);
    expect(told(resources).every((each) => each === null)).toBe(true);
    expect(new Set(warnings.map((each) => each.code))).toEqual(new Set(['AuthorizationFailed']));
  });

  it.each(azure.passes.map((pass) => [pass.id, pass] as const))(
    '%s fails where its list may not be read',
    async (_id, pass) => {
      const client = await connections.to(credentialsOf(BIG));
      connections.strike({ account: BIG.account }, { type: 'deny' });
      await expect(collectPass(pass, client)).rejects.toMatchObject({ fault: { kind: 'denied' } });
    },
  );
});
