import type { FaultEffect, FaultMatch } from '@skyledger/cloud-emulator';
import { collectPass, expectPassConforms, type Page } from '@skyledger/provider-sdk';
import { gcp } from './provider';
import { GcpEstate, passOf, project } from './testing/gcp-estate';

const COMPUTE = '/compute/v1/projects/:project';
const INSTANCES = `${COMPUTE}/aggregated/instances`;
const POLICY = '/storage/v1/b/:bucket/iam';

const SERVICE_POLICY = '/run/v1/projects/:project/locations/:location/services/:target';
const FUNCTION_POLICY =
  '/cloudfunctions/v2/projects/:project/locations/:location/functions/:target';
const DATASET = '/bigquery/v2/projects/:project/datasets/:dataset';
const KMS_KEYS = '/cloudkms/v1/projects/:project/locations/:location/keyRings/:ring/cryptoKeys';

const BIG = project('big-project', {
  counts: { instances: 1100, sqlInstances: 3, buckets: 5, firewalls: 6 },
});

/** What `roles/viewer` does not permit. */
const VIEWER = project('viewer-project', {
  counts: { instances: 3, buckets: 5, runServices: 5, functions: 5, datasets: 5, kmsKeys: 5 },
  deniedPaths: [POLICY, SERVICE_POLICY, FUNCTION_POLICY, DATASET, KMS_KEYS],
});
const NARROW = project('narrow-project', {
  counts: { instances: 3, firewalls: 5 },
  deniedPaths: [
    `${COMPUTE}/global/firewalls`,
    `${COMPUTE}/zones/:zone/machineTypes/:type`,
    '/sql/v1/projects/:project/instances',
  ],
});
const QUIET = project('quiet-project', {
  counts: { instances: 3 },
  disabledServices: [
    'sqladmin.googleapis.com',
    'container.googleapis.com',
    'iam.googleapis.com',
    'cloudkms.googleapis.com',
    'secretmanager.googleapis.com',
    'run.googleapis.com',
    'cloudfunctions.googleapis.com',
    'bigquery.googleapis.com',
    'pubsub.googleapis.com',
    'dns.googleapis.com',
    'artifactregistry.googleapis.com',
    'cloudresourcemanager.googleapis.com',
  ],
});

let estate: GcpEstate;

beforeEach(async () => {
  estate = await GcpEstate.start([BIG, VIEWER, NARROW, QUIET]);
});

afterEach(() => estate.close());

const strike = (effect: FaultEffect, match: FaultMatch = { action: INSTANCES, page: 2 }): void => {
  const { account } = BIG;
  estate.emulator.faults.add({ match: { provider: 'gcp', account, ...match }, effect });
};

describe('Google Cloud under faults', () => {
  it.each<[string, FaultEffect, object]>([
    ['a denial', { type: 'deny' }, { kind: 'denied', code: 'forbidden' }],
    ['a quota used up', { type: 'throttle' }, { kind: 'throttled', code: 'rateLimitExceeded' }],
    [
      'a quota used up for a while',
      { type: 'throttle', retryAfterSeconds: 7 },
      { kind: 'throttled', retryAfterMs: 7000 },
    ],
    ['an ended token', { type: 'expire-token' }, { kind: 'expired' }],
    ['a failing service', { type: 'status', status: 503 }, { kind: 'unavailable' }],
    ['a failing gateway', { type: 'status', status: 502 }, { kind: 'unavailable' }],
    ['a cut body', { type: 'truncate' }, { kind: 'unavailable' }],
    ['a cut chunked body', { type: 'truncate', chunked: true }, { kind: 'unavailable' }],
    ['a document that ends in the middle', { type: 'malformed' }, { kind: 'malformed' }],
    ['a page that names itself as next', { type: 'repeat-token' }, { kind: 'malformed' }],
    ['no scopes', { type: 'null-fields', fields: ['items'] }, { kind: 'malformed' }],
    [
      'scopes without a list',
      { type: 'null-fields', fields: ['instances'] },
      { kind: 'malformed' },
    ],
    ['an unknown end', { type: 'null-fields', fields: ['nextPageToken'] }, { kind: 'malformed' }],
    ['no kind', { type: 'null-fields', fields: ['kind'] }, { kind: 'malformed' }],
  ])('fails on %s after the pages before it', async (_what, effect, fault) => {
    strike(effect);
    const client = await estate.connect(BIG);
    const { signal } = new AbortController();
    const context = { client, region: 'global', cursor: null, signal };
    const pages: Page[] = [];
    const reading = async (): Promise<void> => {
      for await (const page of passOf('compute.instances').collect(context)) pages.push(page);
    };
    await expect(reading()).rejects.toMatchObject({ operation: 'compute.instances.list', fault });
    expect(pages).toHaveLength(1);
  });

  it('says "too fast" of other services by their own status', async () => {
    strike({ type: 'throttle' }, { action: '/storage/v1/b' });
    await expect(
      collectPass(passOf('storage.buckets'), await estate.connect(BIG)),
    ).rejects.toMatchObject({ fault: { kind: 'throttled', code: 'RATE_LIMIT_EXCEEDED' } });
  });

  it.each<[string, FaultEffect]>([
    ['a page far larger than asked for', { type: 'huge-page', items: 1000 }],
    ['an item told twice', { type: 'duplicate-item' }],
    ['an empty page that leads on', { type: 'empty-page' }],
  ])('misses nothing for %s', async (_what, effect) => {
    strike(effect, { action: INSTANCES, page: 1, times: 1 });
    const client = await estate.connect(BIG);
    const { resources } = await collectPass(passOf('compute.instances'), client);
    const found = [...new Set(resources.map(({ resourceId }) => resourceId))].sort();
    expect(found).toEqual(estate.expectedIds(BIG.account, 'gcp.instance'));
  });

  it('keeps instances whose fields are missing', async () => {
    const fields = [
      'name',
      'status',
      'machineType',
      'networkInterfaces',
      'disks',
      'labels',
      'tags',
      'metadata',
      'serviceAccounts',
      'creationTimestamp',
    ];
    strike({ type: 'null-fields', fields }, { action: INSTANCES });
    const client = await estate.connect(BIG);
    const { resources } = await expectPassConforms(gcp, passOf('compute.instances'), client);
    expect(resources).toHaveLength(1100);
  });

  it('warns of instances that do not identify themselves', async () => {
    strike({ type: 'null-fields', fields: ['selfLink'] }, { action: INSTANCES, page: 1 });
    const client = await estate.connect(BIG);
    const { resources, warnings } = await collectPass(passOf('compute.instances'), client);
    expect(resources).toHaveLength(600);
    expect(warnings).toEqual([
      { code: 'unidentified_items', message: '500 items came without an id' },
    ]);
  });

  it('ends with a token that was ended, and goes on from the cursor with another', async () => {
    const pass = passOf('compute.instances');
    const first = await estate.connect(BIG);
    const [page] = (await collectPass(pass, first)).pages;
    estate.emulator.expireSessions();
    const cursor = page?.cursor ?? null;
    await expect(collectPass(pass, first, { cursor })).rejects.toMatchObject({
      fault: { kind: 'expired', code: 'ACCESS_TOKEN_EXPIRED' },
    });
    const { resources } = await collectPass(pass, await estate.connect(BIG), { cursor });
    expect(resources).toHaveLength(600);
  });
});

describe('Google Cloud with few permissions', () => {
  it('lists buckets completely without their policies', async () => {
    const client = await estate.connect(VIEWER);
    const { resources, warnings } = await collectPass(passOf('storage.buckets'), client);
    expect(resources).toHaveLength(5);
    expect(warnings).toEqual([]);
    expect(resources.map(({ attributes }) => attributes)).toEqual(
      Array(5).fill(expect.objectContaining({ policyPublic: null })),
    );
  });

  it.each([
    ['run.services', { publiclyInvokable: true }],
    ['functions.functions', { publiclyInvokable: true }],
    ['bigquery.datasets', { isPublic: true }],
  ])('%s is complete without what says who may use them', async (id, open) => {
    const { resources, warnings } = await collectPass(passOf(id), await estate.connect(VIEWER));
    expect([resources.length, warnings]).toEqual([5, []]);
    for (const { attributes } of resources) expect(attributes).not.toMatchObject(open);
  });

  it('fails where the keys of a ring are denied', async () => {
    const client = await estate.connect(VIEWER);
    await expect(collectPass(passOf('kms.keys'), client)).rejects.toMatchObject({
      operation: 'cloudkms.cryptoKeys.list',
      fault: { kind: 'denied' },
    });
  });

  it('does not take a failing service for a policy that may not be read', async () => {
    strike({ type: 'status', status: 503 }, { action: POLICY });
    const listing = collectPass(passOf('storage.buckets'), await estate.connect(BIG));
    await expect(listing).rejects.toMatchObject({ fault: { kind: 'unavailable' } });
  });

  it('lists instances without firewall rules and machine types, as not complete', async () => {
    const client = await estate.connect(NARROW);
    const { resources, warnings } = await collectPass(passOf('compute.instances'), client);
    expect(resources).toHaveLength(3);
    expect(warnings).toEqual([
      { code: 'denied', message: expect.stringContaining('compute.firewalls.list') },
    ]);
  });

  it('fails alone where a list is denied', async () => {
    const client = await estate.connect(NARROW);
    await expect(collectPass(passOf('sql.instances'), client)).rejects.toMatchObject({
      operation: 'cloudsql.instances.list',
      fault: { kind: 'denied' },
    });
  });

  it.each([
    ['sql.instances', 'sqladmin.googleapis.com'],
    ['container.clusters', 'container.googleapis.com'],
    ['iam.service-accounts', 'iam.googleapis.com'],
    ['iam.service-account-keys', 'iam.googleapis.com'],
    ['kms.keys', 'cloudkms.googleapis.com'],
    ['secretmanager.secrets', 'secretmanager.googleapis.com'],
    ['run.services', 'run.googleapis.com'],
    ['functions.functions', 'cloudfunctions.googleapis.com'],
    ['bigquery.datasets', 'bigquery.googleapis.com'],
    ['pubsub.topics', 'pubsub.googleapis.com'],
    ['pubsub.subscriptions', 'pubsub.googleapis.com'],
    ['dns.managed-zones', 'dns.googleapis.com'],
    ['artifactregistry.repositories', 'artifactregistry.googleapis.com'],
    ['resourcemanager.project', 'cloudresourcemanager.googleapis.com'],
  ])('%s ends as disabled, naming the API to be enabled', async (id, api) => {
    await expect(collectPass(passOf(id), await estate.connect(QUIET))).rejects.toMatchObject({
      fault: {
        kind: 'disabled',
        code: 'SERVICE_DISABLED',
        message: expect.stringContaining(`enable the API ${api}`),
      },
    });
  });
});
