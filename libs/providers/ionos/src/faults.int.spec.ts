import { oddNames, type FaultEffect, type FaultMatch } from '@skyledger/cloud-emulator';
import { collectPass, expectPassConforms, type Page } from '@skyledger/provider-sdk';
import { discoveredResourceSchema } from '@skyledger/resource-model';
import { ionos } from './provider';
import { BIG, bigAccount, IonosEstate, NARROW_TOKEN, passOf } from './testing/ionos-estate';

const IPBLOCKS = '/cloudapi/v6/ipblocks';
const SERVERS = '/cloudapi/v6/datacenters/:datacenterId/servers';

let ledger: IonosEstate;

beforeEach(async () => {
  ledger = await IonosEstate.start();
});

afterEach(() => ledger.close());

const strike = (effect: FaultEffect, match: FaultMatch): void => {
  ledger.emulator.faults.add({ match: { provider: 'ionos', account: BIG, ...match }, effect });
};

/** Collects until the end or the failure, keeping the pages before it. */
async function collect(
  id: string,
  between: (page: Page) => void = () => undefined,
): Promise<{ pages: Page[]; error: unknown }> {
  const pages: Page[] = [];
  const { signal } = new AbortController();
  const client = await ledger.connect(bigAccount);
  try {
    for await (const page of passOf(id).collect({
      client,
      region: 'global',
      cursor: null,
      signal,
    })) {
      pages.push(page);
      between(page);
    }
    return { pages, error: null };
  } catch (error) {
    return { pages, error };
  }
}

const codes = (pages: Page[]): string[] =>
  pages.flatMap(({ warnings = [] }) => warnings.map(({ code }) => code));

describe('IONOS under faults', () => {
  it.each<[string, FaultEffect, object]>([
    ['a denial', { type: 'deny' }, { kind: 'denied' }],
    [
      'throttling',
      { type: 'throttle', retryAfterSeconds: 7 },
      { kind: 'throttled', retryAfterMs: 7000 },
    ],
    ['an ended token', { type: 'expire-token' }, { kind: 'unauthenticated' }],
    ['a failing service', { type: 'status', status: 503 }, { kind: 'unavailable' }],
    ['a failing gateway', { type: 'status', status: 502 }, { kind: 'unavailable' }],
    ['a cut body', { type: 'truncate' }, { kind: 'unavailable' }],
    ['a cut chunked body', { type: 'truncate', chunked: true }, { kind: 'unavailable' }],
    ['a document that ends in the middle', { type: 'malformed' }, { kind: 'malformed' }],
    ['a page that names itself as next', { type: 'repeat-token' }, { kind: 'malformed' }],
    ['an empty page that leads on', { type: 'empty-page' }, { kind: 'malformed' }],
    ['a body without a list', { type: 'null-fields', fields: ['items'] }, { kind: 'malformed' }],
    ['a body without links', { type: 'null-fields', fields: ['_links'] }, { kind: 'malformed' }],
  ])('fails on %s after the pages before it', async (_what, effect, fault) => {
    strike(effect, { action: IPBLOCKS, page: 2 });
    const { pages, error } = await collect('network.ip-blocks');
    expect(error).toMatchObject({ operation: 'GET /ipblocks', fault });
    expect(pages).toHaveLength(1);
  });

  it.each([SERVERS, '/cloudapi/v6/datacenters/:datacenterId/lans'])(
    'reads the other data centers when one denies %s',
    async (action) => {
      strike({ type: 'deny' }, { action, region: 'de/fra' });
      const { pages, error } = await collect('compute.servers');
      expect(error).toBeNull();
      expect(codes(pages)).toEqual(['datacenter_denied']);
      const regions = new Set(pages.flatMap((page) => page.resources.map(({ region }) => region)));
      expect([...regions]).toEqual(['de/txl']);
    },
  );

  it('warns of a data center that is gone before it is read', async () => {
    const { pages: before } = await collect('network.lans');
    const gone = before[0]?.resources[0]?.resourceId.split('/')[1] ?? '';
    const replace = `"id":"${gone.replace(/.$/, 'x')}"`;
    strike(
      { type: 'replace-text', find: `"id":"${gone}"`, replace },
      { action: '/cloudapi/v6/datacenters' },
    );
    const { pages, error } = await collect('network.lans');
    expect(error).toBeNull();
    expect(codes(pages)).toEqual(['datacenter_gone']);
    expect(pages.flatMap((page) => page.resources)).toHaveLength(3);
  });

  it('fails when what other answers depend on cannot be read', async () => {
    strike({ type: 'status', status: 503 }, { action: '/cloudapi/v6/labels', times: 1 });
    expect((await collect('storage.volumes')).error).toMatchObject({ operation: 'GET /labels' });
    expect((await collect('storage.volumes')).error).toBeNull();
  });

  it('keeps what it can read with a user of few rights', async () => {
    const client = await ledger.connect({ method: 'token', api_token: NARROW_TOKEN });
    const servers = await expectPassConforms(ionos, passOf('compute.servers'), client);
    expect(servers.resources.filter(({ resourceType }) => resourceType === 'vm')).toHaveLength(2);
    expect(servers.warnings.map(({ code }) => code)).toContain('labels_denied');
    const groups = await collectPass(passOf('network.security-groups'), client);
    expect(groups.warnings.map(({ code }) => code)).toEqual(['datacenter_denied']);
  });

  it('keeps servers whose fields are missing', async () => {
    const fields = ['name', 'cores', 'vmState', 'ips', 'lan', 'firewallType', 'metadata', 'ram'];
    strike({ type: 'null-fields', fields }, { action: SERVERS });
    const client = await ledger.connect();
    const { resources } = await expectPassConforms(ionos, passOf('compute.servers'), client);
    expect(resources.filter(({ resourceType }) => resourceType === 'vm')).toHaveLength(260);
  });

  it('says that interfaces are missing rather than that there are none', async () => {
    strike({ type: 'null-fields', fields: ['nics'] }, { action: SERVERS });
    const { pages } = await collect('compute.servers');
    expect(codes(pages)).toContain('interfaces_missing');
  });

  it('says that rules are missing rather than that there are none', async () => {
    const action = '/cloudapi/v6/datacenters/:datacenterId/securitygroups';
    strike({ type: 'null-fields', fields: ['rules'] }, { action });
    const { pages } = await collect('network.security-groups');
    expect(codes(pages)).toContain('rules_missing');
  });

  it.each<[string, FaultEffect]>([
    ['a page far larger than asked for', { type: 'huge-page', items: 205 }],
    ['an item told twice', { type: 'duplicate-item' }],
  ])('misses nothing for %s', async (_what, effect) => {
    strike(effect, { action: IPBLOCKS, page: 1, times: 1 });
    const { pages, error } = await collect('network.ip-blocks');
    expect(error).toBeNull();
    const found = new Set(pages.flatMap((page) => page.resources.map((each) => each.resourceId)));
    expect([...found].sort()).toEqual(ledger.expectedIds(BIG, ['ionos.ip-block'], ['public_ip']));
  });

  it('says that a listing is incomplete when blocks went while it was read, though others came', async () => {
    const { pages } = await collect('network.ip-blocks', (page) => {
      if (page.cursor === null) return;
      const ids = [...ledger.emulator.estate.shelves({ account: BIG, kind: 'ionos.ip-block' })]
        .flatMap(({ items }) => items.slice(0, 3))
        .map(({ id }) => id);
      const account = BIG;
      ledger.emulator.mutate({ op: 'remove', account, kind: 'ionos.ip-block', ids });
      ledger.emulator.mutate({ op: 'add', account, kind: 'ionos.ip-block', count: 3 });
    });
    expect(codes(pages)).toContain('list_changed');
  });

  it.each(Object.entries(oddNames))('keeps a name that is odd: %s', async (_what, name) => {
    strike({ type: 'rename', name }, { action: IPBLOCKS, page: 1 });
    const { pages, error } = await collect('network.ip-blocks');
    expect(error).toBeNull();
    const [first] = pages.flatMap((page) => page.resources);
    expect(first?.name).toBe(name);
    expect(discoveredResourceSchema.safeParse(first).error).toBeUndefined();
  });

  it('keeps every digit of a number', async () => {
    const find = '"contractNumber":31000001';
    const replace = '"contractNumber":9007199254740993';
    strike({ type: 'replace-text', find, replace }, { action: '/cloudapi/v6/contracts' });
    const identity = await ionos.identify(await ledger.connect());
    expect(identity.nativeAccountId).toBe('9007199254740993');
  });
});
