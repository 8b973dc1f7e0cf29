import type { FaultEffect, FaultMatch } from '@skyledger/cloud-emulator';
import { eventually } from '@skyledger/testing';
import {
  type AccountHandle,
  aHetznerProject,
  anAwsAccount,
  anEstate,
  INSTANCES_A_PAGE,
  expectLedgerEqualsEstate,
  expectNextRunUnchanged,
  type Platform,
  readLedger,
  startPlatform,
  type StartedPlatform,
} from '../harness';

const ROLE = 'arn:aws:iam::111122220004:role/Reader';
const MANY = 3500;
const specs = {
  stormy: anAwsAccount(1),
  calm: anAwsAccount(2),
  denied: anAwsAccount(3),
  // Several pages of instances.
  session: anAwsAccount(4, {
    regions: [{ name: 'us-east-1', counts: { instances: MANY, vpcs: 1 } }],
    roles: [{ arn: ROLE, externalId: 'e2e-external-id' }],
  }),
  project: aHetznerProject(1, { counts: { servers: 160, volumes: 10 } }),
};
const LISTINGS = [
  'DescribeInstances',
  'DescribeVpcs',
  'DescribeSubnets',
  'DescribeSecurityGroups',
  'DescribeLoadBalancers',
  'DescribeDBInstances',
  'ListBuckets',
  'GetPublicAccessBlock',
];

let started: StartedPlatform;
let platform: Platform;

beforeAll(async () => {
  const { project, ...accounts } = specs;
  const estate = anEstate({ aws: Object.values(accounts), hetzner: [project] });
  started = await startPlatform({ transport: 'postgres', estate });
  platform = started.platform;
});
afterAll(() => started?.stop());
afterEach(() => platform.emulator.faults.clear());

const fault = (effect: FaultEffect, match: FaultMatch): (() => void) =>
  platform.emulator.faults.add({ effect, match });

async function discovered(spec: (typeof specs)[keyof typeof specs]): Promise<AccountHandle> {
  const account = await platform.addAccount(spec);
  await platform.waitForRun(account.firstRun);
  await expectLedgerEqualsEstate(platform, account);
  return account;
}

const active = async (account: AccountHandle): Promise<string[]> =>
  (await readLedger(platform.owner, account.id))
    .filter((row) => row.isActive)
    .map((row) => row.resourceId);

describe('nine of ten requests refused as too many', () => {
  let stormy: AccountHandle;
  let calm: AccountHandle;

  beforeAll(async () => {
    stormy = await discovered(specs.stormy);
    calm = await discovered(specs.calm);
  });

  it('end a run, keep what could not be seen, and leave other accounts alone', async () => {
    platform.emulator.mutate({
      op: 'remove',
      account: stormy.native,
      kind: 'instance',
      share: 0.1,
    });
    for (const action of LISTINGS) {
      fault({ type: 'throttle' }, { account: stormy.native, action, probability: 0.9 });
    }
    const before = new Set(await active(stormy));
    const run = await platform.discover(stormy);
    const other = await platform.waitForRun(await platform.discover(calm));
    expect(other).toMatchObject({ status: 'completed', provider_errors: [] });

    const end = await platform.waitForRun(run);
    expect(['partial', 'completed']).toContain(end.status);
    for (const error of end.provider_errors) expect(error.code).toBe('throttled');
    const complete = new Set(
      end.passes.filter(({ status }) => status === 'completed').map(({ pass }) => pass),
    );
    if (!complete.has('ec2.instances')) {
      for (const id of before) expect(await active(stormy)).toContain(id);
    }
    const refused = platform.emulator.stats.count({ account: stormy.native, status: 503 });
    expect(refused).toBeGreaterThan(10);
  });

  it('are forgotten by the next run', async () => {
    expect((await platform.discoverAndSettle(stormy)).status).toBe('completed');
    await expectLedgerEqualsEstate(platform, stormy);
    await expectLedgerEqualsEstate(platform, calm);
  });

  it('are waited for as long as the provider says', async () => {
    fault(
      { type: 'throttle', retryAfterSeconds: 2 },
      { account: stormy.native, action: 'DescribeVpcs', times: 1 },
    );
    const since = Date.now();
    const run = await platform.discoverAndSettle(stormy);
    expect(run).toMatchObject({ status: 'completed', provider_errors: [] });
    expect(Date.now() - since).toBeGreaterThanOrEqual(2000);
  });

  it.each([500, 503] as const)('or answered with %i a few times, are repeated', async (status) => {
    for (const action of LISTINGS) {
      fault({ type: 'status', status }, { account: stormy.native, action, times: 3 });
    }
    platform.emulator.mutate({ op: 'change', account: stormy.native, share: 0.2 });
    expect(await platform.discoverAndSettle(stormy)).toMatchObject({
      status: 'completed',
      provider_errors: [],
    });
    await expectLedgerEqualsEstate(platform, stormy);
  });
});

describe('a service denied in one region', () => {
  it('makes the run partial, retires nothing there, and says what to grant', async () => {
    const account = await discovered(specs.denied);
    const region = 'eu-central-1';
    const where = { account: account.native, kind: 'db-instance', region } as const;
    const { ids } = platform.emulator.mutate({ op: 'remove', share: 0.5, ...where });
    platform.emulator.mutate({ op: 'remove', share: 0.5, ...where, region: 'us-east-1' });
    const lift = fault({ type: 'deny' }, { account: account.native, service: 'rds', region });
    const run = await platform.discoverAndSettle(account);
    expect(run.status).toBe('partial');
    expect(run.provider_errors).toEqual(
      [
        ['rds.db-cluster-snapshots', 'rds:DescribeDBClusterSnapshots'],
        ['rds.db-clusters', 'rds:DescribeDBClusters'],
        ['rds.db-instances', 'rds:DescribeDBInstances'],
        ['rds.db-snapshots', 'rds:DescribeDBSnapshots'],
      ].map(([pass, permission]) => ({
        pass,
        region,
        code: 'denied',
        provider_code: 'AccessDenied',
        message: expect.any(String) as string,
        permissions: expect.arrayContaining([permission]) as string[],
        action: expect.stringContaining('Grant the permissions') as string,
      })),
    );
    const there = await active(account);
    expect(ids.length).toBeGreaterThan(0);
    for (const id of ids) expect(there.some((arn) => arn.endsWith(`:${id}`))).toBe(true);
    // In the other region the same pass saw everything, and what was gone was retired.
    expect(run.removed).toBeGreaterThan(0);

    lift();
    expect(await platform.discoverAndSettle(account)).toMatchObject({
      status: 'completed',
      removed: ids.length,
    });
    await expectLedgerEqualsEstate(platform, account);
  });
});

describe('a session that ends in the middle of a run', () => {
  let account: AccountHandle;

  beforeAll(async () => {
    const { accessKeyId, secretAccessKey, accountId } = specs.session;
    const created = await platform.api.post<{ id: string; scan_run_id: string }>(
      '/cloud/accounts',
      {
        name: 'by role',
        provider: 'aws',
        credentials: {
          role_arn: ROLE,
          external_id: 'e2e-external-id',
          access_key_id: accessKeyId,
          secret_access_key: secretAccessKey,
        },
        schedule: { kind: 'manual' },
      },
    );
    account = {
      id: created.id,
      name: 'by role',
      provider: 'aws',
      native: accountId,
      firstRun: created.scan_run_id,
    };
    await platform.waitForRun(account.firstRun);
    await expectLedgerEqualsEstate(platform, account);
  });

  const instances = { action: 'DescribeInstances', account: specs.session.accountId } as const;
  const assumed = (): number =>
    platform.emulator.stats.count({ action: 'AssumeRole', status: 200 });

  it('is renewed once, and the listing goes on where it was', async () => {
    platform.emulator.mutate({
      op: 'change',
      account: account.native,
      kind: 'instance',
      share: 0.1,
    });
    fault({ type: 'expire-token' }, { ...instances, page: 3, times: 1 });
    const [sessions, pages] = [
      assumed(),
      platform.emulator.stats.count({ ...instances, status: 200 }),
    ];
    const run = await platform.discoverAndSettle(account);
    expect(run).toMatchObject({ status: 'completed', provider_errors: [] });
    // One session of the run, and one in its place; the first two pages are not read again.
    expect(assumed() - sessions).toBe(2);
    expect(platform.emulator.stats.count({ ...instances, status: 200 }) - pages).toBe(
      MANY / INSTANCES_A_PAGE,
    );
    await expectLedgerEqualsEstate(platform, account);
  });

  it('is renewed once for all passes that meet its end', async () => {
    const { stats } = platform.emulator;
    const [sessions, pages] = [assumed(), stats.count({ ...instances, status: 200 })];
    fault({ type: 'latency', ms: 300 }, { account: account.native });
    const runId = await platform.discover(account);
    await eventually(() => stats.count({ ...instances, status: 200 }) > pages, { everyMs: 5 });
    expect(platform.emulator.expireSessions()).toBeGreaterThan(0);
    const run = await platform.waitForRun(runId);
    expect(run).toMatchObject({ status: 'completed', provider_errors: [] });
    expect(assumed() - sessions).toBe(2);
    platform.emulator.faults.clear();
    await expectNextRunUnchanged(platform, account);
  });

  it('that ends again and again ends the passes that need it, not the ledger', async () => {
    fault({ type: 'expire-token' }, { ...instances });
    const run = await platform.discoverAndSettle(account);
    expect(['partial', 'failed']).toContain(run.status);
    expect(run.removed).toBe(0);
    // Each request for instances ends the session of all, so that others may meet its end as well.
    const codes = run.provider_errors.map(({ pass, code }) => `${pass} ${code}`);
    expect(codes).toContain('ec2.instances expired');
    for (const { code } of run.provider_errors) expect(code).toBe('expired');
    platform.emulator.faults.clear();
    await expectNextRunUnchanged(platform, account);
  });
});

describe('a Hetzner token', () => {
  let account: AccountHandle;

  beforeAll(async () => {
    account = await discovered(specs.project);
  });

  it('that is revoked on a later page leaves everything as it is', async () => {
    platform.emulator.mutate({
      op: 'remove',
      account: account.native,
      kind: 'server',
      share: 0.05,
    });
    fault({ type: 'expire-token' }, { account: account.native, action: '/servers', page: 3 });
    const run = await platform.discoverAndSettle(account);
    expect(run).toMatchObject({ status: 'partial', removed: 0 });
    expect(run.provider_errors).toMatchObject([
      { pass: expect.stringContaining('server') as string, code: 'unauthenticated' },
    ]);
  });

  it('that is throttled on a later page goes on there', async () => {
    fault({ type: 'throttle', retryAfterSeconds: 1 }, { action: '/servers', page: 3, times: 2 });
    expect(await platform.discoverAndSettle(account)).toMatchObject({
      status: 'completed',
      provider_errors: [],
    });
    await expectLedgerEqualsEstate(platform, account);
  });
});
