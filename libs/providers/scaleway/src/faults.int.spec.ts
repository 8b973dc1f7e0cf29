import type { FaultEffect, FaultMatch } from '@skyledger/cloud-emulator';
import { collectPass, expectPassConforms, type Page } from '@skyledger/provider-sdk';
import { scaleway } from './provider';
import { BIG, passOf, ScalewayEstate, SERVERS } from './testing/scaleway-estate';

let estate: ScalewayEstate;

beforeEach(async () => {
  estate = await ScalewayEstate.start();
});

afterEach(() => estate.close());

describe('Scaleway under faults', () => {
  const region = 'fr-par';
  const strike = (effect: FaultEffect, match: FaultMatch = {}): void => {
    const where = { action: SERVERS, region: 'fr-par-1', page: 2, ...match };
    estate.emulator.faults.add({ match: { provider: 'scaleway', account: BIG, ...where }, effect });
  };
  const readServers = async (pages: Page[] = []): Promise<Page[]> => {
    const client = await estate.connect();
    const { signal } = new AbortController();
    const context = { client, region, cursor: null, signal };
    for await (const page of passOf('instance.servers').collect(context)) pages.push(page);
    return pages;
  };
  const idsOf = (pages: readonly Page[]): string[] => [
    ...new Set(pages.flatMap((page) => page.resources.map(({ resourceId }) => resourceId))),
  ];
  const codesOf = (pages: readonly Page[]): string[] =>
    pages.flatMap((page) => (page.warnings ?? []).map(({ code }) => code));

  it.each<[string, FaultEffect, object]>([
    ['a denial', { type: 'deny' }, { kind: 'denied', code: 'permissions_denied' }],
    ['throttling', { type: 'throttle' }, { kind: 'throttled' }],
    [
      'throttling that says how long',
      { type: 'throttle', retryAfterSeconds: 7 },
      { kind: 'throttled', retryAfterMs: 7000 },
    ],
    ['an expired key', { type: 'expire-token' }, { kind: 'expired' }],
    ['a document that ends in the middle', { type: 'malformed' }, { kind: 'malformed' }],
    ['a page told again', { type: 'repeat-token' }, { kind: 'malformed' }],
    ['an empty page though more is announced', { type: 'empty-page' }, { kind: 'malformed' }],
    ['a body without a list', { type: 'null-fields', fields: ['servers'] }, { kind: 'malformed' }],
  ])('fails on %s after the pages before it', async (_what, effect, fault) => {
    strike(effect);
    const pages: Page[] = [];
    await expect(readServers(pages)).rejects.toMatchObject({
      operation: 'GET /instance/v1/servers',
      fault,
    });
    expect(pages).toHaveLength(1);
  });

  it.each<[string, FaultEffect]>([
    ['fails', { type: 'status', status: 500 }],
    ['has a failing gateway', { type: 'status', status: 502 }],
    ['is overloaded', { type: 'status', status: 503 }],
    ['cuts its answer', { type: 'truncate' }],
    ['cuts its chunked answer', { type: 'truncate', chunked: true }],
  ])('warns of a zone that %s and reads the others', async (_what, effect) => {
    strike(effect, { page: 1 });
    const pages = await readServers();
    expect(codesOf(pages)).toEqual(['unavailable']);
    expect(idsOf(pages).sort()).toEqual(
      estate.expectedIds('scaleway.server', region).filter((id) => id.includes('/fr-par-2/')),
    );
  });

  it('fails when every zone does', async () => {
    const action = SERVERS;
    estate.emulator.faults.add({ match: { action }, effect: { type: 'status', status: 503 } });
    await expect(readServers()).rejects.toMatchObject({ fault: { kind: 'unavailable' } });
  });

  it.each<[string, FaultEffect]>([
    ['a page far larger than asked for', { type: 'huge-page', items: 150 }],
    ['an item told twice', { type: 'duplicate-item' }],
  ])('misses nothing for %s', async (_what, effect) => {
    strike(effect, { page: 1, times: 1 });
    const pages = await readServers();
    expect(idsOf(pages).sort()).toEqual(estate.expectedIds('scaleway.server', region));
    expect(codesOf(pages)).toEqual([]);
  });

  it.each(['x'.repeat(20_480), 'web\u0000server', '__proto__'])(
    'keeps a server whose name is odd',
    async (name) => {
      strike({ type: 'rename', name }, { page: 1 });
      const { resources } = await collectPass(passOf('instance.servers'), await estate.connect(), {
        region,
      });
      expect(resources.filter((resource) => resource.name === name)).toHaveLength(1);
      expect(resources).toHaveLength(242);
    },
  );

  it('keeps servers whose fields are null', async () => {
    const fields = [
      ...['name', 'commercial_type', 'public_ip', 'public_ips', 'private_nics', 'tags', 'image'],
      ...['security_group', 'creation_date', 'state', 'arch', 'volumes', 'zone'],
    ];
    estate.emulator.faults.add({
      match: { action: SERVERS },
      effect: { type: 'null-fields', fields },
    });
    const { resources } = await expectPassConforms(
      scaleway,
      passOf('instance.servers'),
      await estate.connect(),
      { region },
    );
    expect(resources).toHaveLength(242);
  });

  it('keeps servers without sizes and prices when the catalogue cannot be read', async () => {
    strike(
      { type: 'status', status: 503 },
      { action: '/instance/v1/zones/:zone/products/servers', page: 1 },
    );
    const pages = await readServers();
    const first = pages[0]?.resources ?? [];
    expect(first).toHaveLength(100);
    expect(first.filter(({ price }) => price !== null)).toEqual([]);
    expect(codesOf(pages)).toEqual([]);
  });

  it('warns when private addresses may not be read', async () => {
    const client = await estate.connect('6');
    const { resources, warnings } = await collectPass(passOf('instance.servers'), client, {
      region,
    });
    expect(resources).toHaveLength(2);
    expect(warnings).toEqual([expect.objectContaining({ code: 'denied' })]);
  });

  it('says that a listing is incomplete when servers went while it was read', async () => {
    const client = await estate.connect();
    const { signal } = new AbortController();
    const warnings: string[] = [];
    let pages = 0;
    const reading = passOf('instance.servers').collect({ client, region, cursor: null, signal });
    for await (const page of reading) {
      warnings.push(...(page.warnings ?? []).map(({ code }) => code));
      pages += 1;
      if (pages > 1) continue;
      const ids = page.resources
        .slice(0, 3)
        .map(({ resourceId }) => resourceId.split('/')[2] ?? '');
      estate.emulator.mutate({ op: 'remove', account: BIG, kind: 'scaleway.server', ids });
      estate.emulator.mutate({
        op: 'add',
        account: BIG,
        kind: 'scaleway.server',
        region,
        count: 3,
      });
    }
    expect(warnings).toContain('list_changed');
  });

  it('says so as well where the newest come first', async () => {
    const client = await estate.connect();
    const { signal } = new AbortController();
    const warnings: string[] = [];
    let pages = 0;
    const reading = passOf('instance.volumes').collect({ client, region, cursor: null, signal });
    for await (const page of reading) {
      warnings.push(...(page.warnings ?? []).map(({ code }) => code));
      pages += 1;
      if (pages > 1) continue;
      const ids = page.resources
        .slice(0, 2)
        .map(({ resourceId }) => resourceId.split('/')[2] ?? '');
      estate.emulator.mutate({ op: 'remove', account: BIG, kind: 'scaleway.volume', ids });
    }
    expect(warnings).toContain('list_changed');
  });

  it('leaves out a group that went before its rules were read, and says so', async () => {
    const client = await estate.connect();
    const list = client.list.bind(client);
    let gone = '';
    jest.spyOn(client, 'list').mockImplementation(async (listing, request) => {
      const listed = await list(listing, request);
      if (listing.key === 'security_groups' && gone === '') {
        gone = (listed.items[0] as { id: string }).id;
        const kind = 'scaleway.security-group';
        estate.emulator.mutate({ op: 'remove', account: BIG, kind, ids: [gone] });
      }
      return listed;
    });
    const { resources, warnings } = await collectPass(passOf('instance.security-groups'), client, {
      region,
    });
    expect(resources.some(({ resourceId }) => resourceId.endsWith(gone))).toBe(false);
    expect(warnings.map(({ code }) => code)).toContain('item_gone');
  });
});
