import type { FaultEffect, FaultMatch } from '@skyledger/cloud-emulator';
import { collectPass, expectPassConforms } from '@skyledger/provider-sdk';
import { hetzner } from './provider';
import { BIG, HetznerEstate, passOf } from './testing/hetzner-estate';

let estate: HetznerEstate;

beforeEach(async () => {
  estate = await HetznerEstate.start();
});

afterEach(() => estate.close());

describe('Hetzner under faults', () => {
  const account = BIG.projectName;
  const strike = (
    effect: FaultEffect,
    match: FaultMatch = { action: '/servers', page: 2 },
  ): void => {
    estate.emulator.faults.add({ match: { provider: 'hetzner', account, ...match }, effect });
  };

  it.each<[string, FaultEffect, object]>([
    ['a denial', { type: 'deny' }, { kind: 'denied', code: 'forbidden' }],
    [
      'throttling',
      { type: 'throttle', retryAfterSeconds: 7 },
      { kind: 'throttled', retryAfterMs: 7000 },
    ],
    ['an ended token', { type: 'expire-token' }, { kind: 'unauthenticated' }],
    ['a failing service', { type: 'status', status: 500 }, { kind: 'unavailable' }],
    ['a failing gateway', { type: 'status', status: 502 }, { kind: 'unavailable' }],
    ['a cut body', { type: 'truncate' }, { kind: 'unavailable' }],
    ['a cut chunked body', { type: 'truncate', chunked: true }, { kind: 'unavailable' }],
    ['a document that ends in the middle', { type: 'malformed' }, { kind: 'malformed' }],
    ['a page that names itself as next', { type: 'repeat-token' }, { kind: 'malformed' }],
    ['an empty page that leads on', { type: 'empty-page' }, { kind: 'malformed' }],
    ['a body without a list', { type: 'null-fields', fields: ['servers'] }, { kind: 'malformed' }],
  ])('fails on %s after the pages before it', async (_what, effect, fault) => {
    strike(effect);
    const pages: unknown[] = [];
    const reading = async (): Promise<void> => {
      const context = { client: await estate.connect(BIG.token), region: 'global', cursor: null };
      const { signal } = new AbortController();
      for await (const page of passOf('compute.servers').collect({ ...context, signal })) {
        pages.push(page);
      }
    };
    await expect(reading()).rejects.toMatchObject({ operation: 'GET /servers', fault });
    expect(pages).toHaveLength(1);
  });

  it('keeps the servers, without prices, when prices may not be read', async () => {
    strike({ type: 'deny' }, { action: '/pricing' });
    const { resources } = await collectPass(
      passOf('compute.servers'),
      await estate.connect(BIG.token),
    );
    expect(resources).toHaveLength(130);
    expect(resources.filter((resource) => resource.price !== null)).toEqual([]);
  });

  it('does not take prices that could not be read for none', async () => {
    strike({ type: 'status', status: 503 }, { action: '/pricing' });
    const collected = collectPass(passOf('compute.servers'), await estate.connect(BIG.token));
    await expect(collected).rejects.toMatchObject({ operation: 'GET /pricing' });
  });

  it('keeps servers whose fields are missing', async () => {
    const fields = [
      'name',
      'server_type',
      'public_net',
      'private_net',
      'location',
      'labels',
      'image',
    ];
    strike({ type: 'null-fields', fields }, { action: '/servers' });
    const client = await estate.connect(BIG.token);
    const { resources } = await expectPassConforms(hetzner, passOf('compute.servers'), client);
    expect(resources).toHaveLength(130);
  });

  it.each<[string, FaultEffect]>([
    ['a page far larger than asked for', { type: 'huge-page', items: 120 }],
    ['an item told twice', { type: 'duplicate-item' }],
  ])('misses nothing for %s', async (_what, effect) => {
    strike(effect, { action: '/servers', page: 1, times: 1 });
    const { resources } = await collectPass(
      passOf('compute.servers'),
      await estate.connect(BIG.token),
    );
    const found = new Set(resources.map((resource) => resource.resourceId));
    expect([...found].sort()).toEqual(estate.expectedIds(account, 'server').sort());
  });

  it.each([
    ['network.load-balancers', 'load_balancers'],
    ['network.primary-ips', 'primary_ips'],
    ['network.floating-ips', 'floating_ips'],
    ['compute.images', 'images'],
    ['security.certificates', 'certificates'],
  ])('%s takes no denied, repeated or missing page for the end', async (id, list) => {
    const client = await estate.connect(BIG.token);
    for (const [effect, kind] of [
      [{ type: 'deny' }, 'denied'],
      [{ type: 'repeat-token' }, 'malformed'],
      [{ type: 'empty-page' }, 'malformed'],
      [{ type: 'null-fields', fields: [list] }, 'malformed'],
      [{ type: 'null-fields', fields: ['pagination'] }, 'malformed'],
    ] as const) {
      strike(effect, { action: `/${list}`, page: 2 });
      const operation = `GET /${list}`;
      await expect(collectPass(passOf(id), client)).rejects.toMatchObject({
        operation,
        fault: { kind },
      });
      estate.emulator.faults.clear();
    }
  });

  it('says that a listing is incomplete when servers went while it was read, though others came', async () => {
    const client = await estate.connect(BIG.token);
    const signal = new AbortController().signal;
    const warnings: string[] = [];
    const pages = passOf('compute.servers').collect({
      client,
      region: 'global',
      cursor: null,
      signal,
    });
    for await (const page of pages) {
      warnings.push(...(page.warnings ?? []).map((warning) => warning.code));
      if (page.cursor?.startsWith('2:')) {
        const ids = estate
          .expectedIds(account, 'server')
          .slice(0, 3)
          .map((id) => id.replace('server/', ''));
        estate.emulator.mutate({ op: 'remove', account, kind: 'server', ids });
        estate.emulator.mutate({ op: 'add', account, kind: 'server', count: 3 });
      }
    }
    expect(warnings).toContain('list_changed');
  });
});
