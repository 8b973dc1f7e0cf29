import { DEMO_GCP, type FaultEffect } from '@skyledger/cloud-emulator';
import { collectPass, expectPassConforms, type Collected } from '@skyledger/provider-sdk';
import { LIST_ASSETS } from './asset-inventory';
import { gcp } from './provider';
import { LIST_SKUS } from './prices/price-list';
import { GcpEstate, passOf, project } from './testing/gcp-estate';

const ASSETS = '/cloudasset/v1/projects/:project/assets';

/** Passes that the inventory leads, and the kind of the estate that they collect. */
const LED: readonly (readonly [pass: string, kind: string])[] = [
  ['kms.keys', 'gcp.kms-key'],
  ['artifactregistry.repositories', 'gcp.repository'],
];
const COUNTS = { kmsKeys: 40, repositories: 40 };

const OPEN = project('open-project', { counts: COUNTS });
const OFF = project('off-project', {
  counts: COUNTS,
  disabledServices: ['cloudasset.googleapis.com'],
});
const REFUSED = project('refused-project', { counts: COUNTS, deniedPaths: [ASSETS] });
/** More repositories than a page of the inventory holds. */
const MANY = project('many-project', { counts: { repositories: 2100 } });
/** Its inventory knows of nothing but what is in Belgium. */
const BEHIND = project('behind-project', {
  counts: COUNTS,
  unindexedLocations: ['global', 'eu', 'europe', 'us-central1'],
});
const CLOSED = project('closed-project', {
  counts: {},
  deniedPaths: ['/cloudkms/v1/projects/:project/locations/:location/keyRings'],
});
const DEMO = project(DEMO_GCP.project, {
  serviceAccount: { email: DEMO_GCP.email, keyId: DEMO_GCP.keyId, publicKey: DEMO_GCP.publicKey },
});

/** Asked for by any pass that comes first. */
const SHARED = new Set(['oauth2:token', LIST_SKUS]);

let estate: GcpEstate;

beforeAll(async () => {
  estate = await GcpEstate.start([OPEN, OFF, REFUSED, MANY, BEHIND, CLOSED]);
});
afterAll(() => estate.close());
afterEach(() => estate.emulator.faults.clear());

const idsOf = ({ resources }: Collected): string[] =>
  resources.map(({ resourceId }) => resourceId).sort();

const strike = (account: string, effect: FaultEffect, page?: number): (() => void) =>
  estate.emulator.faults.add({ match: { provider: 'gcp', account, action: ASSETS, page }, effect });

/** What a pass yields by a connection of its own, and what it asked for. */
async function collect(
  of: typeof OPEN,
  pass: string,
  known: readonly string[] = [],
): Promise<Collected & { asked: string[] }> {
  const client = await estate.connect(of);
  const before = estate.gate.operations.length;
  const collected = await collectPass(passOf(pass), client, { known });
  return { ...collected, asked: estate.gate.operations.slice(before) };
}

describe.each(LED)('%s', (pass, kind) => {
  it.each([
    ['is open', OPEN],
    ['is off', OFF],
    ['may not be read', REFUSED],
  ])('yields exactly every one where the inventory %s', async (_what, of) => {
    const client = await estate.connect(of);
    const collected = await expectPassConforms(gcp, passOf(pass), client);
    expect(idsOf(collected)).toEqual(estate.expectedIds(of.account, kind));
    expect(collected.resources).toHaveLength(40);
    expect(collected.warnings).toEqual([]);
  });

  it('tells the same with the inventory, without it, and with it again', async () => {
    const first = await collect(OPEN, pass);
    const open = strike(OPEN.account, { type: 'deny' });
    const second = await collect(OPEN, pass, idsOf(first));
    open();
    const third = await collect(OPEN, pass, idsOf(second));
    const sorted = ({ resources }: Collected): unknown =>
      [...resources].sort((one, other) => (one.resourceId < other.resourceId ? -1 : 1));
    expect(sorted(second)).toEqual(sorted(first));
    expect(sorted(third)).toEqual(sorted(first));
    expect(first.asked.length).toBeLessThan(second.asked.length);
    expect(third.asked).toEqual(first.asked);
  });

  it('misses nothing known because the inventory is behind', async () => {
    const every = estate.expectedIds(BEHIND.account, kind);
    expect(idsOf(await collect(BEHIND, pass, every))).toEqual(every);
    const unknown = idsOf(await collect(BEHIND, pass));
    expect(unknown.length).toBeGreaterThan(0);
    expect(unknown.length).toBeLessThan(every.length);
  });

  it('does not list what is known and is gone', async () => {
    const every = estate.expectedIds(OPEN.account, kind);
    const gone = every.map((id) => `${id}-gone`);
    expect(idsOf(await collect(OPEN, pass, [...every, ...gone]))).toEqual(every);
  });

  it.each<[string, FaultEffect, object]>([
    ['a quota used up', { type: 'throttle' }, { kind: 'throttled' }],
    ['a failing service', { type: 'status', status: 503 }, { kind: 'unavailable' }],
    ['a cut body', { type: 'truncate' }, { kind: 'unavailable' }],
    ['a document that ends in the middle', { type: 'malformed' }, { kind: 'malformed' }],
    ['no assets', { type: 'null-fields', fields: ['assets'] }, { kind: 'malformed' }],
    ['assets without names', { type: 'null-fields', fields: ['name'] }, { kind: 'malformed' }],
    ['a page that names itself as next', { type: 'repeat-token' }, { kind: 'malformed' }],
  ])('fails on %s of the inventory', async (_what, effect, fault) => {
    strike(OPEN.account, effect);
    await expect(collect(OPEN, pass)).rejects.toMatchObject({ operation: LIST_ASSETS, fault });
  });
});

describe('the inventory', () => {
  it('is asked once by a connection that it is closed to', async () => {
    const client = await estate.connect(OFF);
    const before = estate.gate.operations.length;
    for (const [pass] of LED) await collectPass(passOf(pass), client);
    const asked = estate.gate.operations.slice(before);
    expect(asked.filter((operation) => operation === LIST_ASSETS)).toHaveLength(1);
  });

  it('is read page by page', async () => {
    const { resources, asked } = await collect(MANY, 'artifactregistry.repositories');
    expect(new Set(resources.map(({ resourceId }) => resourceId)).size).toBe(2100);
    expect(asked.filter((operation) => operation === LIST_ASSETS)).toHaveLength(3);
  });

  it('is not believed when it is empty: what may not be read is told', async () => {
    await expect(collect(CLOSED, 'kms.keys')).rejects.toMatchObject({
      operation: 'cloudkms.keyRings.list',
      fault: { kind: 'denied' },
    });
  });

  it('saves requests of the passes that it leads, and costs none of the others', async () => {
    const requests = async (): Promise<Record<string, number>> => {
      const counts: Record<string, number> = {};
      for (const { id } of gcp.passes) {
        const { asked } = await collect(DEMO, id);
        counts[id] = asked.filter((operation) => !SHARED.has(operation)).length;
      }
      return counts;
    };
    const led = await requests();
    strike(DEMO.account, { type: 'deny' });
    const alone = await requests();
    expect(led).toMatchObject({ 'kms.keys': 7, 'artifactregistry.repositories': 2 });
    expect(alone).toEqual({ ...led, 'kms.keys': 16, 'artifactregistry.repositories': 10 });
  });

  it('is not named among permissions that are missing', async () => {
    const { missingPermissions } = await gcp.identify(await estate.connect(REFUSED));
    expect(missingPermissions).toEqual([]);
  });
});
