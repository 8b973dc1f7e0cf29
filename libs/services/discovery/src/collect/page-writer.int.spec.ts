import type { DiscoveredResource } from '@skyledger/resource-model';
import { aVm } from '../testing/a-vm';
import { DiscoveryLedger, type TestAccount } from '../testing/discovery-ledger';

let ledger: DiscoveryLedger;
let account: TestAccount;

beforeAll(async () => {
  ledger = await DiscoveryLedger.open();
});
afterAll(() => ledger.close());
beforeEach(async () => {
  account = await ledger.addAccount();
});

const vms = (
  count: number,
  overrides: Partial<DiscoveredResource<'vm'>> = {},
): DiscoveredResource<'vm'>[] =>
  Array.from({ length: count }, (_, index) =>
    aVm(`i-${String(index).padStart(4, '0')}`, overrides),
  );

describe('what a page does', () => {
  it('creates what is new, with history and one event', async () => {
    const lease = await ledger.begin(account);
    const run = await ledger.finish(lease, vms(3));
    expect(run).toMatchObject({
      status: 'completed',
      discovered: 3,
      created: 3,
      updated: 0,
      unchanged: 0,
      removed: 0,
      provider_errors: [],
    });
    const rows = await ledger.resources(account);
    expect(rows.map((row) => [row.resource_id, row.name, row.is_active])).toEqual([
      ['i-0000', 'name of i-0000', true],
      ['i-0001', 'name of i-0001', true],
      ['i-0002', 'name of i-0002', true],
    ]);
    expect(await ledger.history(account)).toEqual([
      ['i-0000', 'created', null],
      ['i-0001', 'created', null],
      ['i-0002', 'created', null],
    ]);
    const { tenantId, accountId } = account;
    const ids = { tenantId, accountId, runId: lease.runId };
    expect(await ledger.takeEvents(account)).toEqual([
      [
        'resource.upserted',
        { ...ids, resources: rows.map((row) => ({ id: row.id, change: 'created' })) },
      ],
      ['discovery.completed', { ...ids, status: 'completed' }],
    ]);
  });

  it('writes nothing of what is as it was', async () => {
    await ledger.discover(account, vms(50));
    const lease = await ledger.begin(account);
    await ledger.takeEvents(account);
    const before = await ledger.rowVersions();
    await ledger.page(lease, vms(50));
    expect(await ledger.rowVersions()).toEqual(before);
    expect(await ledger.takeEvents(account)).toEqual([]);
    const run = await ledger.finish(lease, []);
    expect(run).toMatchObject({
      discovered: 50,
      unchanged: 50,
      created: 0,
      updated: 0,
      removed: 0,
    });
  });

  it('finds the one change between pages in which nothing changed', async () => {
    const all = vms(40);
    await ledger.discover(account, all);
    const lease = await ledger.begin(account);
    const changed = all.map((vm, index) => (index === 15 ? { ...vm, size: 'other' } : vm));
    for (const start of [0, 10, 20]) await ledger.page(lease, changed.slice(start, start + 10));
    const run = await ledger.finish(lease, changed.slice(30));
    expect(run).toMatchObject({ discovered: 40, unchanged: 39, updated: 1, removed: 0 });
  });

  it('updates what differs, and tells in the history what did', async () => {
    const before = aVm('i-1', { tags: { stays: 'a', changes: 'b', goes: 'c' } });
    await ledger.discover(account, [before, aVm('i-2')]);
    await ledger.takeEvents(account);
    const after = aVm('i-1', {
      tags: { stays: 'a', changes: 'B', comes: 'd' },
      state: 'stopped',
      isPublic: null,
      publicIps: ['203.0.113.1'],
      attributes: { ...before.attributes, cpuCount: 4 },
      price: { hourly: '0.01', currency: 'USD', source: 'test' },
    });
    const run = await ledger.discover(account, [after, aVm('i-2')]);
    expect(run).toMatchObject({ updated: 1, unchanged: 1, created: 0, removed: 0 });
    expect((await ledger.history(account)).slice(2)).toEqual([
      [
        'i-1',
        'updated',
        {
          state: { from: 'running', to: 'stopped' },
          is_public: { from: false, to: null },
          public_ips: { from: [], to: ['203.0.113.1'] },
          'tags.changes': { from: 'b', to: 'B' },
          'tags.goes': { from: 'c', to: null },
          'tags.comes': { from: null, to: 'd' },
          'attributes.cpuCount': { from: 2, to: 4 },
          price: { from: null, to: { hourly: '0.01', currency: 'USD', source: 'test' } },
        },
      ],
    ]);
    expect(await ledger.searchTags(account)).toEqual([
      ['Name', 'i-2'],
      ['changes', 'B'],
      ['comes', 'd'],
      ['stays', 'a'],
    ]);
    const [row] = await ledger.resources(account);
    const [[name, payload] = []] = await ledger.takeEvents(account);
    expect(name).toBe('resource.upserted');
    expect(payload).toMatchObject({ resources: [{ id: row!.id, change: 'updated' }] });
  });

  it('keeps the payload of the last change, without its secrets', async () => {
    await ledger.discover(account, [aVm('i-1', { raw: { version: 1 } })]);
    await ledger.discover(account, [aVm('i-1', { raw: { version: 2 } })]);
    const payload = async (): Promise<unknown> =>
      (
        await ledger.owner.query<{ payload: unknown }>(
          'SELECT payload FROM cloud_resource_payloads WHERE tenant_id = $1',
          [account.tenantId],
        )
      ).rows.map((row) => row.payload);
    expect(await payload()).toEqual([{ version: 1 }]);
    const raw = { version: 3, nested: [{ secretfield: 'hunter2' }] };
    await ledger.discover(account, [aVm('i-1', { raw, state: 'stopped' })]);
    expect(JSON.stringify(await payload())).not.toContain('hunter2');
    expect(await payload()).toMatchObject([{ version: 3 }]);
  });

  it('removes what a complete listing leaves out, and restores what comes back', async () => {
    await ledger.discover(account, vms(3));
    const [first] = await ledger.resources(account);
    await ledger.takeEvents(account);
    const run = await ledger.discover(account, vms(3).slice(1));
    expect(run).toMatchObject({ status: 'completed', removed: 1, unchanged: 2 });
    expect(await ledger.takeEvents(account)).toMatchObject([
      ['resource.removed', { resourceIds: [first!.id] }],
      ['discovery.completed', {}],
    ]);
    expect((await ledger.resources(account))[0]).toMatchObject({
      id: first!.id,
      is_active: false,
      removed_at: expect.any(Date) as Date,
    });

    const again = await ledger.discover(account, vms(3));
    expect(again).toMatchObject({ updated: 1, created: 0, unchanged: 2 });
    expect((await ledger.resources(account))[0]).toMatchObject({
      id: first!.id,
      is_active: true,
      removed_at: null,
    });
    const kinds = (await ledger.history(account)).map(([id, kind]) => `${id} ${kind}`);
    expect(kinds.slice(3)).toEqual(['i-0000 removed', 'i-0000 restored']);
  });

  it('leaves alone what the matcher wrote', async () => {
    await ledger.discover(account, [aVm('i-1')]);
    await ledger.owner.query('UPDATE cloud_resources SET has_agent = true WHERE account_id = $1', [
      account.accountId,
    ]);
    await ledger.discover(account, [aVm('i-1', { state: 'stopped' })]);
    expect(await ledger.resources(account)).toMatchObject([{ state: 'stopped', has_agent: true }]);
  });

  it('sends one event for each thousand changes', async () => {
    await ledger.discover(account, vms(2100));
    const events = await ledger.takeEvents(account);
    expect(
      events.map(([name, payload]) => [
        name,
        (payload as { resources?: unknown[] }).resources?.length,
      ]),
    ).toEqual([
      ['resource.upserted', 1000],
      ['resource.upserted', 1000],
      ['resource.upserted', 100],
      ['discovery.completed', undefined],
    ]);
  });
});

describe('a price that could not be read', () => {
  const PRICE = { hourly: '0.01', currency: 'USD', source: 'test' };
  const unread = { price: undefined };
  const prices = async (): Promise<unknown[]> =>
    (await ledger.resources(account)).map((row) => row.price);

  it('stays as it is known, and writes nothing', async () => {
    await ledger.discover(account, vms(3, { price: PRICE }));
    const before = await ledger.rowVersions();
    const run = await ledger.discover(account, vms(3, unread));
    expect(run).toMatchObject({ unchanged: 3, updated: 0 });
    expect(await ledger.rowVersions()).toEqual(before);
    expect(await prices()).toEqual([PRICE, PRICE, PRICE]);
  });

  it('is gone from what has changed, of which it may not be the price', async () => {
    await ledger.discover(account, vms(2, { price: PRICE }));
    const [first, second] = vms(2, unread) as [DiscoveredResource, DiscoveredResource];
    const run = await ledger.discover(account, [first, { ...second, size: 'other' }]);
    expect(run).toMatchObject({ unchanged: 1, updated: 1 });
    expect(await prices()).toEqual([PRICE, null]);
    expect((await ledger.history(account)).at(-1)).toEqual([
      'i-0001',
      'updated',
      { size: { from: first.size, to: 'other' }, price: { from: PRICE, to: null } },
    ]);
  });

  it('is none of what is new, had none, or comes back', async () => {
    await ledger.discover(account, [aVm('i-1', { price: PRICE }), aVm('i-2')]);
    await ledger.discover(account, [aVm('i-2')]);
    const all = ['i-1', 'i-2', 'i-3'].map((id) => aVm(id, unread));
    const run = await ledger.discover(account, all);
    expect(run).toMatchObject({ created: 1, updated: 1, unchanged: 1 });
    expect(await prices()).toEqual([null, null, null]);
  });

  it('is another thing than a price that is told no longer', async () => {
    await ledger.discover(account, vms(2, { price: PRICE }));
    const run = await ledger.discover(account, vms(2, { price: null }));
    expect(run).toMatchObject({ updated: 2 });
    expect(await prices()).toEqual([null, null]);
  });

  it('is read again where it is read for some alone', async () => {
    await ledger.discover(account, vms(2, { price: PRICE }));
    const [first, second] = vms(2) as [DiscoveredResource, DiscoveredResource];
    const dearer = { ...PRICE, hourly: '0.02' };
    await ledger.discover(account, [
      { ...first, ...unread },
      { ...second, price: dearer },
    ]);
    expect(await prices()).toEqual([PRICE, dearer]);
  });
});

describe('the same id', () => {
  it('twice in a page is one row: the last', async () => {
    const run = await ledger.discover(account, [
      aVm('i-1', { name: 'first' }),
      aVm('i-1', { name: 'last' }),
    ]);
    expect(run).toMatchObject({ discovered: 1, created: 1 });
    expect((await ledger.resources(account)).map((row) => row.name)).toEqual(['last']);
  });

  it('on two pages of a pass is one row', async () => {
    const lease = await ledger.begin(account);
    await ledger.page(lease, vms(3));
    const run = await ledger.finish(lease, vms(2));
    expect(run).toMatchObject({ created: 3, unchanged: 2, removed: 0 });
    expect(await ledger.active(account)).toHaveLength(3);
  });

  it('on many pages does not make a pass look larger than it is', async () => {
    await ledger.discover(account, vms(60));
    const lease = await ledger.begin(account);
    for (let round = 0; round < 100; round += 1) await ledger.page(lease, vms(1));
    // 59 of 60 are missing, however often the one was listed.
    expect(await ledger.finish(lease, vms(1))).toMatchObject({ status: 'partial', removed: 0 });
  });

  it('in two passes belongs to the one with the smaller name, whoever comes first', async () => {
    const passes = [
      ['b.things', 'global'],
      ['a.things', 'global'],
    ] as const;
    for (const order of [
      [0, 1],
      [1, 0],
    ]) {
      const { runId, passIds } = await ledger.startRun(account, passes);
      for (const index of order) {
        const lease = await ledger.lease(account.tenantId, passIds[index]!);
        await ledger.finish(lease, [aVm('shared', { name: passes[index]![0] })]);
      }
      expect(await ledger.run(runId)).toMatchObject({ status: 'completed', removed: 0 });
      expect(await ledger.resources(account)).toMatchObject([
        { name: 'a.things', pass_key: 'a.things', is_active: true },
      ]);
    }
  });

  it('inserted by two passes at the same time is one row', async () => {
    const passes = [
      ['a.things', 'global'],
      ['b.things', 'global'],
    ] as const;
    const { runId, passIds } = await ledger.startRun(account, passes);
    const leases = await Promise.all(passIds.map((id) => ledger.lease(account.tenantId, id)));
    await Promise.all(leases.map((lease) => ledger.finish(lease, vms(500))));
    expect(await ledger.run(runId)).toMatchObject({ status: 'completed', removed: 0 });
    expect(await ledger.active(account)).toHaveLength(500);
  });
});

describe('odd data', () => {
  const oddities: [string, Partial<DiscoveredResource<'vm'>>][] = [
    ['NUL and lone surrogates', { name: 'a\0b\ud800c', tags: { 'k\0': 'v\udc00' }, raw: ['\0'] }],
    ['a name of 20 KB', { name: 'x'.repeat(20_480) }],
    ['a tag of 1 MB', { tags: { big: 'x'.repeat(1 << 20) } }],
    ['a tag whose name is of 1 MB', { tags: { ['x'.repeat(1 << 20)]: 'y' } }],
    ['long tags of many letters', { tags: { [randomHan(300)]: randomHan(2000) } }],
    ['10,000 tags', { tags: Object.fromEntries(vms(10_000).map((vm) => [vm.resourceId, 'x'])) }],
    [
      'tags named as members of objects',
      { tags: JSON.parse('{"__proto__":"a","constructor":"b"}') as Record<string, string> },
    ],
    [
      'tags that differ in what is cut only',
      { tags: { ['k'.repeat(999) + 1]: 'v', ['k'.repeat(999) + 2]: 'v' } },
    ],
    ['a year that Postgres does not know', { createdAt: new Date(8.64e15).toISOString() }],
    ['backslashes, tabs and line ends', { name: '\\N\t\r\n\\.\\', tags: { '\\': '\t"{},' } }],
    ['odd addresses', { privateIps: ['"', '\\', '{}', ',', 'NULL', ''], publicIps: [' '] }],
    [
      'an integer beyond 2^53',
      { raw: { id: '9007199254740993', n: 12345678901234567890n.toString() } },
    ],
    ['a payload without anything', { raw: undefined }],
  ];

  it.each(oddities)('%s: kept as far as it can be read, its neighbours whole', async (_, odd) => {
    const page = [aVm('i-1'), aVm('i-2', odd), aVm('i-3')];
    expect(await ledger.discover(account, page)).toMatchObject({ status: 'completed', created: 3 });
    expect(await ledger.discover(account, page)).toMatchObject({ unchanged: 3, updated: 0 });
    const changed = page.map((vm) => ({ ...vm, state: 'stopped' as const }));
    expect(await ledger.discover(account, changed)).toMatchObject({ updated: 3 });
    const bare = page.map((vm) => ({ ...vm, tags: {} }));
    expect(await ledger.discover(account, bare)).toMatchObject({ updated: 3 });
    expect(await ledger.searchTags(account)).toEqual([]);
    const rows = await ledger.resources(account);
    expect([rows[0]!.name, rows[2]!.name]).toEqual(['name of i-1', 'name of i-3']);
  });

  it('an id of any letters and length', async () => {
    const page = [aVm(randomHan(5000)), aVm('🛰'.repeat(1000)), aVm('a\0'), aVm('a\ud800')];
    // The last two are the same once what cannot be stored is replaced.
    expect(await ledger.discover(account, page)).toMatchObject({ status: 'completed', created: 3 });
    expect(await ledger.discover(account, page)).toMatchObject({ unchanged: 3, removed: 0 });
  });

  it('shows the whole text where it can', async () => {
    await ledger.discover(account, [aVm('i-1', { name: 'a\0b\ud800c', tags: { ключ: '値🛰' } })]);
    expect(await ledger.resources(account)).toMatchObject([
      { name: 'a\u{fffd}b\u{fffd}c', tags: { ключ: '値🛰' } },
    ]);
    expect(await ledger.searchTags(account)).toEqual([['ключ', '値🛰']]);
  });
});

/** Text of three bytes a letter that cannot be compressed. */
function randomHan(length: number): string {
  let state = 7;
  return Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return String.fromCharCode(0x4e00 + ((state >> 8) % 20_000));
  }).join('');
}
