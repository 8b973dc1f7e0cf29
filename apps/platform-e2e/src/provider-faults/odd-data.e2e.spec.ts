import { type FaultEffect, type FaultMatch, oddNames } from '@skyledger/cloud-emulator';
import {
  type AccountHandle,
  aHetznerProject,
  anAwsAccount,
  anEstate,
  expectLedgerEqualsEstate,
  type Platform,
  readLedger,
  startPlatform,
  type StartedPlatform,
} from '../harness';

const account = anAwsAccount(1, { regions: [{ name: 'us-east-1' }] });
const project = aHetznerProject(1);

let started: StartedPlatform;
let platform: Platform;
let aws: AccountHandle;
let hetzner: AccountHandle;

beforeAll(async () => {
  const estate = anEstate({ aws: [account], hetzner: [project] });
  started = await startPlatform({ transport: 'postgres', estate });
  platform = started.platform;
  aws = await platform.addAccount(account);
  hetzner = await platform.addAccount(project);
  await platform.waitForRun(aws.firstRun);
  await platform.waitForRun(hetzner.firstRun);
});
afterAll(() => started?.stop());
afterEach(async () => {
  platform.emulator.faults.clear();
  for (const each of [aws, hetzner]) {
    expect(await platform.discoverAndSettle(each)).toMatchObject({ status: 'completed' });
    await expectLedgerEqualsEstate(platform, each);
  }
});

const fault = (effect: FaultEffect, match: FaultMatch): (() => void) =>
  platform.emulator.faults.add({ effect, match });

/** What the API shows of an account's resources, by native id. */
async function shown(of: AccountHandle): Promise<Map<string, { id: string; name: string | null }>> {
  type Item = { id: string; resource_id: string; name: string | null };
  const items = await platform.api.all<Item>(`/cloud/resources?account_id=${of.id}`);
  return new Map(items.map(({ id, resource_id, name }) => [resource_id, { id, name }]));
}

describe('a name that real clouds have let through', () => {
  it.each(Object.entries(oddNames))('%s: is kept as far as it can be read', async (what, name) => {
    const before = await shown(aws);
    const serversBefore = await shown(hetzner);
    fault(
      { type: 'rename', name, position: 1 },
      { account: aws.native, action: 'DescribeInstances' },
    );
    fault({ type: 'rename', name, position: 1 }, { account: hetzner.native, action: '/servers' });
    for (const [each, known] of [
      [aws, before],
      [hetzner, serversBefore],
    ] as const) {
      const run = await platform.discoverAndSettle(each);
      expect(run).toMatchObject({
        status: 'completed',
        provider_errors: [],
        removed: 0,
        created: 0,
      });
      const after = await shown(each);
      expect(after.size).toBe(known.size);
      const renamed = [...after].filter(([id, { name: now }]) => now !== known.get(id)?.name);
      expect(renamed).toHaveLength(1);
      const now = renamed[0]![1].name!;
      expect(now.isWellFormed()).toBe(true);
      if (what === 'long') expect(now.length).toBeLessThanOrEqual(1024);
      else
        expect(now.replace(/[\u0000-\u001f\ufffd]/gu, '')).toContain(
          name.replace(/[\u0000-\u001f\ud800]/g, '').slice(0, 3),
        );
      // The same again is no change.
      expect(await platform.discoverAndSettle(each)).toMatchObject({ updated: 0, created: 0 });
    }
  });
});

describe('tags', () => {
  it.each<[string, string, string]>([
    ['named as members of objects', '__proto__', 'polluted'],
    ['named as members of objects', 'constructor', 'polluted'],
    ['of a megabyte', 'big', 'x'.repeat(1 << 20)],
    ['of other letters', 'ключ', '値🛰'],
    ['without a value', 'empty', ''],
  ])('%s are kept (%s)', async (_, key, value) => {
    const odd = { op: 'change', account: aws.native, kind: 'vpc', share: 1 } as const;
    platform.emulator.mutate({
      ...odd,
      patch: {
        tags: [
          ['Name', 'odd'],
          [key, value],
        ],
        name: 'odd',
      },
    });
    expect(await platform.discoverAndSettle(aws)).toMatchObject({
      status: 'completed',
      provider_errors: [],
    });
    const networks = (await readLedger(platform.owner, aws.id)).filter(
      (row) => row.resourceType === 'network',
    );
    expect(networks.length).toBeGreaterThan(0);
    for (const { tags } of networks) {
      expect(Object.keys(tags).sort()).toEqual(['Name', key].sort());
      expect(
        Object.entries(tags)
          .find(([name]) => name === key)![1]
          .slice(0, 1000),
      ).toBe(value.slice(0, 1000));
    }
    const query = new URLSearchParams({ tag: `${key}:${value.slice(0, 2000)}` });
    const found = await platform.api.all(`/cloud/resources?${query.toString()}`);
    // What is too long to be asked for is kept apart from what only begins like it.
    expect(found).toHaveLength(value.length > 2000 ? 0 : networks.length);
    const stored = await platform.owner.number(
      'SELECT count(*) FROM cloud_resource_tags WHERE key = search_key($1) AND value = search_value($2)',
      [key, networks[0]!.tags[key]],
    );
    expect(stored).toBe(networks.length);
    platform.emulator.mutate({ ...odd, patch: { tags: [['Name', 'odd']], name: 'odd' } });
  });
});

describe('the same item', () => {
  it('twice in a page is one row', async () => {
    fault({ type: 'duplicate-item' }, { account: aws.native });
    fault({ type: 'duplicate-item' }, { account: hetzner.native, action: '/volumes' });
    for (const each of [aws, hetzner]) {
      const known = await shown(each);
      expect(await platform.discoverAndSettle(each)).toMatchObject({ created: 0, updated: 0 });
      expect((await shown(each)).size).toBe(known.size);
    }
  });
});

describe('a page larger than any limit', () => {
  it('is read as a whole', async () => {
    platform.emulator.mutate({ op: 'add', account: hetzner.native, kind: 'volume', count: 900 });
    fault({ type: 'huge-page', items: 2000 }, { account: hetzner.native, action: '/volumes' });
    expect(await platform.discoverAndSettle(hetzner)).toMatchObject({
      status: 'completed',
      created: 900,
    });
    platform.emulator.mutate({ op: 'remove', account: hetzner.native, kind: 'volume', share: 0.4 });
  });
});

describe('fields that are missing', () => {
  it('are not observed, which is neither yes nor no', async () => {
    fault(
      { type: 'null-fields', fields: ['httpTokens', 'instanceType', 'subnetId'] },
      { account: aws.native, action: 'DescribeInstances' },
    );
    expect(await platform.discoverAndSettle(aws)).toMatchObject({ provider_errors: [] });
    const vms = (await readLedger(platform.owner, aws.id)).filter(
      (row) => row.isActive && row.resourceType === 'vm',
    );
    expect(vms.length).toBeGreaterThan(0);
    for (const vm of vms) {
      expect(vm.size).toBeNull();
      expect(vm.attributes).toMatchObject({ metadataTokenRequired: null });
    }
  });
});

describe('an integer beyond 2^53', () => {
  const LONG = '9007199254740993';

  it('is kept exactly, in ids and in the payload', async () => {
    const [volume] = platform.estateOf(hetzner).filter(({ kind }) => kind === 'volume');
    fault(
      { type: 'replace-text', find: `"id":${volume!.id},`, replace: `"id":${LONG},` },
      { account: hetzner.native, action: '/volumes' },
    );
    await platform.discoverAndSettle(hetzner);
    const seen = (await shown(hetzner)).get(`volume/${LONG}`);
    expect(seen).toBeDefined();
    const detail = await platform.api.ask('GET', `/cloud/resources/${seen!.id}`);
    expect(JSON.stringify(detail.body)).toContain(LONG);
    const stored = await platform.owner.number(
      `SELECT count(*) FROM cloud_resource_payloads WHERE resource_id = $1 AND payload::text LIKE $2`,
      [seen!.id, `%${LONG}%`],
    );
    expect(stored).toBe(1);
  });
});
