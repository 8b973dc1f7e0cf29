import type { FaultEffect } from '@skyledger/cloud-emulator';
import { collectPass, recordingGate, type Collected } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import type { GcpClient } from '../client';
import { gcp } from '../provider';
import { GcpEstate, keyFileOf, passOf, project } from '../testing/gcp-estate';

const INSTANCES = '/compute/v1/projects/:project/aggregated/instances';
const SKUS = '/cloudbilling/v1/services/:service/skus';
const LIST_SKUS = 'cloudbilling.services.skus.list';
const PASSES = ['compute.instances', 'compute.disks'];

const counts = { instances: 160, disks: 240 };
const SHOP = project('shop-project', { counts });
const OTHER = project('other-project', { counts });
const PAGED = project('paged-project', { counts, skusPerPage: 100 });
const SEVERAL_PAGES = project('large-project', {
  counts: { instances: 600, disks: 1100 },
  deniedPaths: [SKUS],
});
const OFF = project('off-project', { counts, disabledServices: ['cloudbilling.googleapis.com'] });
const EMPTY = project('empty-project');

let estate: GcpEstate;
let days = 0;

beforeAll(async () => {
  estate = await GcpEstate.start([SHOP, OTHER, PAGED, SEVERAL_PAGES, OFF, EMPTY]);
});
afterAll(() => estate.close());

// The list is kept for a day, so each test has days of its own.
beforeEach(() => {
  days += 2;
  const now = Date.now.bind(Date);
  jest.spyOn(Date, 'now').mockImplementation(() => now() + days * 86_400_000);
});
afterEach(() => {
  jest.restoreAllMocks();
  estate.emulator.faults.clear();
});

/** A run of both passes, and how often it asked for prices. */
async function run(
  client: GcpClient,
): Promise<{ instances: Collected; disks: Collected; asked: number }> {
  const before = questions();
  const instances = await collectPass(passOf('compute.instances'), client);
  const disks = await collectPass(passOf('compute.disks'), client);
  return { instances, disks, asked: questions() - before };
}

function questions(): number {
  return estate.gate.operations.filter((operation) => operation === LIST_SKUS).length;
}

const strike = (effect: FaultEffect, match: object = {}): void => {
  const { account } = SHOP;
  estate.emulator.faults.add({
    match: { provider: 'gcp', account, action: SKUS, ...match },
    effect,
  });
};

/** Those of what the list may price. */
const pricesOf = ({ resources }: Collected): (string | null)[] =>
  resources
    .filter(({ nativeState }) => nativeState !== 'TERMINATED')
    .map(({ price }) => (price === undefined ? 'unread' : (price?.hourly ?? null)));

/** Prices of what may have one could not be read; the rest has none. */
function expectUnread(told: Collected): void {
  const prices = pricesOf(told);
  expect(prices).toContain('unread');
  expect(prices.filter((price) => price !== 'unread' && price !== null)).toEqual([]);
}

interface RawInstance {
  scheduling: { preemptible: boolean };
  disks: { licenses?: string[] }[];
}

/** Instances in words: what tells their prices apart. */
function wordsOf({ size, region, raw }: DiscoveredResource): string {
  const { scheduling, disks } = raw as RawInstance;
  const isWindows = disks.some(({ licenses = [] }) =>
    licenses.some((each) => /windows/.test(each)),
  );
  return `${scheduling.preemptible ? 'spot ' : ''}${isWindows ? 'windows ' : ''}${size} ${region}`;
}

describe('prices of instances', () => {
  it('are those of their cores and memory', async () => {
    const { instances } = await run(await estate.connect(SHOP));
    const prices = new Map<string, Set<string | null>>();
    for (const each of instances.resources ?? []) {
      if (each.nativeState !== 'RUNNING') {
        expect(each.price?.hourly).toBe(each.nativeState === 'TERMINATED' ? '0' : undefined);
        continue;
      }
      const told = each.price ? `${each.price.hourly} ${each.price.source}` : null;
      prices.set(wordsOf(each), (prices.get(wordsOf(each)) ?? new Set()).add(told));
    }
    // 0.25 x 0.02 + 1 x 0.0025; 6 x 0.0429 + 20 x 0.00559; and so on.
    for (const [words, price] of Object.entries({
      'e2-micro europe-west1': '0.0075 gcp:cloudbilling',
      'e2-medium europe-west1': '0.03 gcp:cloudbilling',
      'e2-standard-4 europe-west3': '0.132 gcp:cloudbilling',
      'n2-custom-6-20480 us-central1': '0.3692 gcp:cloudbilling',
      't2a-standard-2 europe-west1': '0.0892 gcp:cloudbilling',
      'spot e2-medium us-central1': '0.00975 gcp:cloudbilling, spot',
    })) {
      expect({ words, prices: [...(prices.get(words) ?? [])] }).toEqual({ words, prices: [price] });
    }
    expect([...prices.values()].filter(({ size }) => size !== 1)).toEqual([]);
    const unsure = [...prices].filter(([words]) => words.includes('windows '));
    expect(unsure.length).toBeGreaterThan(0);
    for (const [words, told] of prices) {
      expect([words, told.has(null)]).toEqual([words, words.includes('windows ')]);
    }
  });
});

/** Hourly prices of disks by what tells them apart. */
function diskPrices({ resources }: Collected): Map<string, string | null> {
  return new Map(
    resources.map(({ attributes, region, zone, price }) => {
      const { kind, sizeGib } = attributes as { kind: string; sizeGib: number };
      const words = `${zone === null ? 'regional ' : ''}${kind} ${sizeGib} ${region}`;
      return [words, price?.hourly ?? null];
    }),
  );
}

describe('prices of disks', () => {
  it('are those of their size, by the hours of a month', async () => {
    const { disks } = await run(await estate.connect(SHOP));
    const [{ price } = { price: null }] = disks.resources;
    expect(price).toMatchObject({
      currency: 'USD',
      source: 'gcp:cloudbilling, a month of 730 hours',
    });
    const prices = diskPrices(disks);
    expect([...prices.values()]).not.toContain(null);
    expect(Object.fromEntries(prices)).toMatchObject({
      'pd-ssd 50 europe-west1': '0.0128082192',
      'pd-standard 10 us-central1': '0.0007835616',
      'pd-balanced 200 europe-west3': '0.0331506849',
    });
    const regional = [...prices].filter(([words]) => prices.has(`regional ${words}`));
    expect(regional.length).toBeGreaterThan(0);
    for (const [words, hourly] of regional) {
      expect(Number(prices.get(`regional ${words}`))).toBeCloseTo(2 * Number(hourly), 8);
    }
  });
});

describe('the price list', () => {
  it('is read once for all projects, each of which asks whether it may', async () => {
    const first = await run(await estate.connect(SHOP));
    const other = await run(await estate.connect(OTHER));
    expect([first.asked, other.asked]).toEqual([2, 1]);
    expect(pricesOf(other.instances).some((price) => price !== null)).toBe(true);
    const denied = await run(await estate.connect(SEVERAL_PAGES));
    expect(denied.asked).toBe(1);
    expectUnread(denied.instances);
  });

  it('is read once by projects that ask at the same time', async () => {
    const clients = await Promise.all([SHOP, OTHER, PAGED].map((spec) => estate.connect(spec)));
    const before = questions();
    const told = await Promise.all(
      clients.flatMap((client) => PASSES.map((id) => collectPass(passOf(id), client))),
    );
    expect(questions() - before).toBe(3 + 1);
    for (const each of told) expect(pricesOf(each).some((price) => price !== null)).toBe(true);
  });

  it('is read page by page, and tells the same', async () => {
    const paged = await run(await estate.connect(PAGED));
    expect(paged.asked).toBeGreaterThan(3);
    days += 2;
    const whole = await run(await estate.connect(SHOP));
    expect(whole.asked).toBe(2);
    const known = diskPrices(whole.disks);
    const both = [...diskPrices(paged.disks)].filter(([words]) => known.has(words));
    expect(both.length).toBeGreaterThan(10);
    expect(both).toEqual(both.map(([words]) => [words, known.get(words)]));
  });

  it('has one page at a time on the way', async () => {
    let most = 0;
    let underWay = 0;
    const inner = recordingGate((error) => gcp.classifyError(error));
    const gate: typeof inner = {
      ...inner,
      run: async (operation, send) => {
        if (operation !== LIST_SKUS) return inner.run(operation, send);
        most = Math.max(most, (underWay += 1));
        return inner.run(operation, send).finally(() => (underWay -= 1));
      },
    };
    const credentials = gcp.credentials.parse({
      method: 'key_file',
      service_account_key: keyFileOf(PAGED),
    });
    const client = estate.keep(await gcp.connect(credentials, { gate, endpoint: estate.endpoint }));
    await Promise.all(PASSES.map((id) => collectPass(passOf(id), client)));
    expect(inner.operations.filter((each) => each === LIST_SKUS).length).toBeGreaterThan(3);
    expect(most).toBe(1);
  });

  it('is not asked for where nothing has a price', async () => {
    expect((await run(await estate.connect(EMPTY))).asked).toBe(0);
    estate.emulator.faults.add({
      match: { account: SHOP.account, action: INSTANCES },
      effect: { type: 'null-fields', fields: ['status'] },
    });
    const client = await estate.connect(SHOP);
    const before = questions();
    const { resources } = await collectPass(passOf('compute.instances'), client);
    expect(resources).toHaveLength(counts.instances);
    expect(questions()).toBe(before);
  });

  it.each([
    [
      'the API is off',
      OFF,
      /^cloudbilling\.services\.skus\.list: enable the API cloudbilling\.googleapis\.com: /,
    ],
    [
      'it is denied',
      SEVERAL_PAGES,
      /^cloudbilling\.services\.skus\.list: The caller does not have/,
    ],
  ])('costs prices and nothing else where %s', async (_what, spec, message) => {
    const { instances, disks, asked } = await run(await estate.connect(spec));
    expect(asked).toBe(1);
    for (const told of [instances, disks]) {
      expectUnread(told);
      expect(told.warnings).toEqual([
        { code: 'prices_unread', message: expect.stringMatching(message), detailOnly: true },
      ]);
    }
    const ids = (kind: string): string[] => estate.expectedIds(spec.account, kind);
    expect(instances.resources.map(({ resourceId }) => resourceId).sort()).toEqual(
      ids('gcp.instance'),
    );
    expect(disks.resources.map(({ resourceId }) => resourceId).sort()).toEqual(ids('gcp.disk'));
  });

  it.each<[string, FaultEffect, RegExp]>([
    ['fails', { type: 'status', status: 503 }, /unavailable/],
    ['fails without JSON', { type: 'status', status: 502 }, /502/],
    ['is asked for too fast', { type: 'throttle' }, /Quota exceeded/],
    ['is cut', { type: 'truncate' }, /./],
    ['ends in the middle', { type: 'malformed' }, /not valid JSON/],
    ['has no list', { type: 'null-fields', fields: ['skus'] }, /no list of SKUs/],
    ['has an unknown end', { type: 'null-fields', fields: ['nextPageToken'] }, /no text/],
    ['leads back', { type: 'repeat-token' }, /leads back/],
    ['tells nothing', { type: 'null-fields', fields: ['description'] }, /has a price/],
    ['is sold nowhere', { type: 'null-fields', fields: ['serviceRegions'] }, /has a price/],
  ])('costs prices and nothing else where it %s', async (_what, effect, message) => {
    strike(effect);
    const { instances, disks } = await run(await estate.connect(SHOP));
    for (const told of [instances, disks]) {
      expect(told.resources.length).toBeGreaterThan(100);
      expectUnread(told);
      expect(told.warnings).toEqual([
        { code: 'prices_unread', message: expect.stringMatching(message), detailOnly: true },
      ]);
    }
    estate.emulator.faults.clear();
    const again = await run(await estate.connect(SHOP));
    expect(pricesOf(again.instances).some((price) => price !== null)).toBe(true);
  });

  it('is not kept where it broke off', async () => {
    estate.emulator.faults.add({
      match: { account: PAGED.account, action: SKUS, page: 3 },
      effect: { type: 'status', status: 503 },
    });
    const broken = await run(await estate.connect(PAGED));
    expectUnread(broken.disks);
    const { disks } = await run(await estate.connect(SHOP));
    expect(pricesOf(disks)).not.toContain(null);
  });

  it.each(['unitPrice', 'pricingInfo', 'usageUnit', 'tieredRates'])(
    'has SKUs without a price where %s is odd',
    async (field) => {
      strike({ type: 'null-fields', fields: [field] });
      const { disks } = await run(await estate.connect(SHOP));
      expect(new Set(pricesOf(disks))).toEqual(new Set([null]));
      expect(disks.warnings).toEqual([]);
    },
  );

  it('is no reason to go on with a token that was ended', async () => {
    strike({ type: 'expire-token' });
    const client = await estate.connect(SHOP);
    for (const id of PASSES) {
      await expect(collectPass(passOf(id), client)).rejects.toMatchObject({
        operation: LIST_SKUS,
        fault: { kind: 'expired' },
      });
    }
  });

  it('is no longer read by a pass that is ended', async () => {
    const client = await estate.connect(PAGED);
    const context = { client, region: 'global', cursor: null, signal: AbortSignal.abort() };
    const before = questions();
    const reading = async (): Promise<void> => {
      for await (const page of passOf('compute.disks').collect(context)) {
        expect(page).toBeNull();
      }
    };
    await expect(reading()).rejects.toThrow('aborted');
    expect(questions() - before).toBe(2);
    const { disks } = await run(await estate.connect(PAGED));
    expect(pricesOf(disks)).not.toContain(null);
  });
});
