import {
  expectedResources,
  oddNames,
  type FaultEffect,
  type FaultMatch,
} from '@skyledger/cloud-emulator';
import { collectPass, expectPassConforms } from '@skyledger/provider-sdk';
import { digitalocean } from './provider';
import { SPACES_REGIONS } from './spaces/regions';
import {
  BIG,
  DEMO,
  DEMO_ACCOUNT,
  DigitalOceanEstate,
  NARROW,
  passOf,
  rowsOf,
} from './testing/digitalocean-estate';

let estate: DigitalOceanEstate;

beforeEach(async () => {
  estate = await DigitalOceanEstate.start();
});
afterEach(() => estate.stop());

describe('DigitalOcean under faults', () => {
  const strike = (
    effect: FaultEffect,
    match: FaultMatch = { action: '/v2/droplets', page: 2 },
  ): void => {
    const account = match.account ?? BIG.account;
    estate.emulator.faults.add({ match: { provider: 'digitalocean', account, ...match }, effect });
  };

  it.each<[string, FaultEffect, object]>([
    ['a denial', { type: 'deny' }, { kind: 'denied', code: 'forbidden' }],
    [
      'throttling',
      { type: 'throttle', retryAfterSeconds: 7 },
      { kind: 'throttled', retryAfterMs: 7000 },
    ],
    ['throttling without a time', { type: 'throttle' }, { kind: 'throttled' }],
    ['an ended token', { type: 'expire-token' }, { kind: 'unauthenticated' }],
    ['a failing service', { type: 'status', status: 500 }, { kind: 'unavailable' }],
    ['a failing gateway', { type: 'status', status: 502 }, { kind: 'unavailable' }],
    ['a cut body', { type: 'truncate' }, { kind: 'unavailable' }],
    ['a cut chunked body', { type: 'truncate', chunked: true }, { kind: 'unavailable' }],
    ['a document that ends in the middle', { type: 'malformed' }, { kind: 'malformed' }],
    ['a page that names itself as next', { type: 'repeat-token' }, { kind: 'malformed' }],
    ['an empty page that leads on', { type: 'empty-page' }, { kind: 'malformed' }],
    ['a body without a list', { type: 'null-fields', fields: ['droplets'] }, { kind: 'malformed' }],
    [
      'a body that tells no end',
      { type: 'null-fields', fields: ['links', 'meta'] },
      { kind: 'malformed' },
    ],
  ])('fails on %s after the pages before it', async (_what, effect, fault) => {
    strike(effect);
    const pages: unknown[] = [];
    const reading = async (): Promise<void> => {
      const context = { client: await estate.asBig(), region: 'global', cursor: null };
      const { signal } = new AbortController();
      for await (const page of passOf('compute.droplets').collect({ ...context, signal })) {
        pages.push(page);
      }
    };
    await expect(reading()).rejects.toMatchObject({ operation: 'GET /v2/droplets', fault });
    expect(pages).toHaveLength(1);
  });

  it('keeps droplets without protections when firewalls are denied', async () => {
    const client = await estate.connect({ api_token: NARROW.token });
    const { resources, warnings } = await collectPass(passOf('compute.droplets'), client);
    expect(resources).toHaveLength(2);
    expect(warnings).toEqual([]);
    const outcome = collectPass(passOf('network.firewalls'), client);
    await expect(outcome).rejects.toMatchObject({ fault: { kind: 'denied' } });
  });

  it('does not forget protections while firewalls cannot be read', async () => {
    strike({ type: 'status', status: 503 }, { action: '/v2/firewalls' });
    const outcome = collectPass(passOf('compute.droplets'), await estate.asBig());
    await expect(outcome).rejects.toMatchObject({ fault: { kind: 'unavailable' } });
  });

  it('warns of databases whose trusted sources are refused, and calls none of them closed', async () => {
    const action = '/v2/databases/:id/firewall';
    strike({ type: 'deny' }, { action, nth: 1 });
    const { resources, warnings } = await collectPass(
      passOf('databases.clusters'),
      await estate.asBig(),
    );
    const databases = resources.filter((resource) => resource.resourceType === 'database');
    expect(databases).toHaveLength(30);
    expect(databases.filter((database) => database.isPublic === null)).toHaveLength(1);
    expect(warnings).toEqual([expect.objectContaining({ code: 'forbidden' })]);
  });

  it('fails when trusted sources cannot be read', async () => {
    strike({ type: 'status', status: 500 }, { action: '/v2/databases/:id/firewall', nth: 3 });
    const outcome = collectPass(passOf('databases.clusters'), await estate.asBig());
    await expect(outcome).rejects.toMatchObject({ fault: { kind: 'unavailable' } });
  });

  it.each<[string, FaultEffect, object]>([
    ['a denial', { type: 'deny' }, { kind: 'denied', code: 'AccessDenied' }],
    ['throttling', { type: 'throttle', retryAfterSeconds: 2 }, { retryAfterMs: 2000 }],
    ['an ended key', { type: 'expire-token' }, { kind: 'unauthenticated' }],
    ['a failing service', { type: 'status', status: 503 }, { kind: 'unavailable' }],
    ['a cut body', { type: 'truncate' }, { kind: 'unavailable' }],
    ['a document that ends in the middle', { type: 'malformed' }, { kind: 'malformed' }],
  ])('fails to list buckets on %s', async (_what, effect, fault) => {
    strike(effect, { account: DEMO_ACCOUNT, action: 'ListBuckets', region: 'fra1' });
    const client = await estate.connect(DEMO);
    const outcome = collectPass(passOf('spaces.buckets'), client, { region: 'fra1' });
    await expect(outcome).rejects.toMatchObject({ operation: 'spaces:ListBuckets', fault });
  });

  it('warns of buckets that hide their grants', async () => {
    strike({ type: 'deny' }, { account: DEMO_ACCOUNT, action: 'GetBucketAcl' });
    const client = await estate.connect(DEMO);
    const collected = await Promise.all(
      SPACES_REGIONS.map((region) => collectPass(passOf('spaces.buckets'), client, { region })),
    );
    const buckets = collected.flatMap((each) => each.resources);
    expect(rowsOf(buckets)).toEqual(estate.expectedRows(DEMO_ACCOUNT, ['space']));
    expect(buckets.filter((bucket) => bucket.isPublic !== null)).toEqual([]);
    const warned = collected.filter((each) => each.warnings.length > 0);
    expect(warned).toHaveLength(collected.filter((each) => each.resources.length > 0).length);
  });

  it('fails when grants cannot be understood', async () => {
    const find = '<AccessControlPolicy';
    strike(
      { type: 'replace-text', find, replace: '<Else' },
      { account: DEMO_ACCOUNT, action: 'GetBucketAcl' },
    );
    const client = await estate.connect(DEMO);
    const [bucket] = [...expectedResources(estate.emulator.estate, DEMO_ACCOUNT)].filter(
      (resource) => resource.kind === 'digitalocean.space',
    );
    const region = bucket?.region ?? '';
    const outcome = collectPass(passOf('spaces.buckets'), client, { region });
    await expect(outcome).rejects.toMatchObject({ fault: { kind: 'malformed' } });
  });

  it('keeps droplets whose fields are missing', async () => {
    const fields = ['name', 'size', 'networks', 'region', 'tags', 'image', 'vpc_uuid'];
    strike({ type: 'null-fields', fields }, { action: '/v2/droplets' });
    const pass = passOf('compute.droplets');
    const { resources } = await expectPassConforms(digitalocean, pass, await estate.asBig());
    expect(resources).toHaveLength(430);
  });

  it.each(Object.entries(oddNames))('keeps a name that is odd: %s', async (_what, name) => {
    strike({ type: 'rename', name }, { action: '/v2/droplets', page: 1 });
    const { resources } = await collectPass(passOf('compute.droplets'), await estate.asBig());
    expect(resources).toHaveLength(430);
    expect(resources[0]?.name).toBe(name);
  });

  it.each<[string, FaultEffect]>([
    ['a page larger than asked for', { type: 'huge-page', items: 260 }],
    ['an item told twice', { type: 'duplicate-item' }],
  ])('misses nothing for %s', async (_what, effect) => {
    strike(effect, { action: '/v2/droplets', page: 1, times: 1 });
    const { resources } = await collectPass(passOf('compute.droplets'), await estate.asBig());
    const unique = new Map(resources.map((resource) => [resource.resourceId, resource]));
    expect(rowsOf([...unique.values()])).toEqual(estate.expectedRows(BIG.account, ['droplet']));
  });

  it('says that a listing is incomplete when many went while it was read, though others came', async () => {
    const client = await estate.asBig();
    const { signal } = new AbortController();
    const warnings: string[] = [];
    const context = { client, region: 'global', cursor: null, signal };
    let pages = 0;
    for await (const page of passOf('storage.volumes').collect(context)) {
      warnings.push(...(page.warnings ?? []).map((warning) => warning.code));
      pages += 1;
      if (pages > 1) continue;
      const of = { account: BIG.account, kind: 'digitalocean.volume' } as const;
      const volumes = [...expectedResources(estate.emulator.estate, BIG.account)].filter(
        (resource) => resource.kind === of.kind,
      );
      estate.emulator.mutate({
        op: 'remove',
        ...of,
        ids: volumes.slice(0, 10).map(({ id }) => id),
      });
      estate.emulator.mutate({ op: 'add', ...of, count: 10 });
    }
    expect(warnings).toContain('list_changed');
  });

  it('skips none when one went while the list was read', async () => {
    const client = await estate.asBig();
    const { signal } = new AbortController();
    const found: string[] = [];
    const warnings: unknown[] = [];
    const context = { client, region: 'global', cursor: null, signal };
    const expected = estate.expectedRows(BIG.account, ['volume']);
    for await (const page of passOf('storage.volumes').collect(context)) {
      if (found.length === 0) {
        const [first] = page.resources;
        const ids = [first?.resourceId.replace('volume/', '') ?? ''];
        estate.emulator.mutate({
          op: 'remove',
          account: BIG.account,
          kind: 'digitalocean.volume',
          ids,
        });
      }
      found.push(...page.resources.map((resource) => resource.resourceId));
      warnings.push(...(page.warnings ?? []));
    }
    expect(found).toHaveLength(expected.length);
    expect(warnings).toEqual([]);
  });
});
