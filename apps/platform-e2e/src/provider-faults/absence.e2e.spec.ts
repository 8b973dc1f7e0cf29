import {
  type AccountHandle,
  aHetznerProject,
  anAwsAccount,
  anEstate,
  expectLedgerEqualsEstate,
  expectNextRunUnchanged,
  expectedRows,
  type Platform,
  readLedger,
  startPlatform,
  type StartedPlatform,
} from '../harness';

const specs = {
  changing: anAwsAccount(1),
  vanishing: aHetznerProject(1, { counts: { servers: 60, volumes: 20, firewalls: 2 } }),
  regions: anAwsAccount(2, {
    regions: [
      { name: 'us-east-1' },
      { name: 'eu-central-1' },
      { name: 'ap-east-1', optIn: 'not-opted-in' },
      { name: 'eu-south-1', optIn: 'opted-in' },
    ],
    counts: { instances: 5 },
    buckets: 2,
  }),
};

let started: StartedPlatform;
let platform: Platform;

beforeAll(async () => {
  const estate = anEstate({ aws: [specs.changing, specs.regions], hetzner: [specs.vanishing] });
  started = await startPlatform({ transport: 'postgres', estate });
  platform = started.platform;
});
afterAll(() => started?.stop());
afterEach(() => platform.emulator.faults.clear());

async function added(
  spec: (typeof specs)[keyof typeof specs],
  options: Parameters<Platform['addAccount']>[1] = {},
): Promise<AccountHandle> {
  const account = await platform.addAccount(spec, options);
  await platform.waitForRun(account.firstRun);
  return account;
}

describe('an estate that changes between runs', () => {
  let account: AccountHandle;

  beforeAll(async () => {
    account = await added(specs.changing);
    await expectLedgerEqualsEstate(platform, account);
  });

  /** What is listed, by native id. */
  const listed = (): string[] => expectedRows(platform, account).map((row) => row.resource_id);

  it('is counted exactly: what came, what went, what stayed', async () => {
    const before = listed();
    const where = { account: account.native } as const;
    platform.emulator.mutate({ op: 'remove', kind: 'instance', share: 0.25, ...where });
    platform.emulator.mutate({ op: 'remove', kind: 'db-instance', share: 0.5, ...where });
    platform.emulator.mutate({ op: 'add', kind: 'security-group', count: 3, ...where });
    platform.emulator.mutate({ op: 'add', kind: 'bucket', count: 2, ...where });
    const after = new Set(listed());
    const kept = before.filter((id) => after.has(id)).length;
    expect(await platform.discoverAndSettle(account)).toMatchObject({
      status: 'completed',
      discovered: after.size,
      created: after.size - kept,
      removed: before.length - kept,
      updated: 0,
      unchanged: kept,
    });
    await expectLedgerEqualsEstate(platform, account);
  });

  it('is counted exactly: what is another than it was', async () => {
    const { affected } = platform.emulator.mutate({
      op: 'change',
      account: account.native,
      kind: 'security-group',
      share: 0.5,
      patch: { description: 'changed by hand' },
    });
    const run = await platform.discoverAndSettle(account);
    expect(run).toMatchObject({ status: 'completed', created: 0, removed: 0, updated: affected });
    await expectLedgerEqualsEstate(platform, account);
    await expectNextRunUnchanged(platform, account);
  });

  it('opens a finding with the change that made it, and resolves it with the next', async () => {
    const findings = (status: string): Promise<number> =>
      platform.owner.number(
        `SELECT count(*) FROM cloud_security_findings
         WHERE account_id = $1 AND check_id = 'database-deletion-protected' AND status = $2`,
        [account.id, status],
      );
    const change = async (deletionProtection: boolean): Promise<void> => {
      platform.emulator.mutate({
        op: 'change',
        account: account.native,
        kind: 'db-instance',
        share: 1,
        patch: { deletionProtection },
      });
      await platform.discoverAndSettle(account);
      await expectLedgerEqualsEstate(platform, account);
    };
    await change(true);
    expect(await findings('open')).toBe(0);
    await change(false);
    const all = listed().filter((id) => id.includes(':rds:')).length;
    expect(await findings('open')).toBe(all);
    await change(true);
    expect(await findings('open')).toBe(0);
    expect(await findings('resolved')).toBeGreaterThanOrEqual(all);
  });

  it('brings back what comes back as what it was', async () => {
    const [first] = await readLedger(platform.owner, account.id);
    const instance = listed().find((id) => id.includes(':instance/'))!;
    const shortId = instance.slice(instance.lastIndexOf('/') + 1);
    expect(first).toBeDefined();
    platform.emulator.faults.add({
      match: { account: account.native, action: 'DescribeInstances' },
      effect: {
        type: 'replace-text',
        find: `<instanceId>${shortId}</instanceId>`,
        replace: '<instanceId>i-0000000000000other</instanceId>',
      },
    });
    expect(await platform.discoverAndSettle(account)).toMatchObject({ created: 1, removed: 1 });
    platform.emulator.faults.clear();
    expect(await platform.discoverAndSettle(account)).toMatchObject({
      created: 0,
      updated: 1,
      removed: 1,
    });
    await expectLedgerEqualsEstate(platform, account);
  });
});

describe('most of an account gone at once', () => {
  it('is held as suspect, and retired when the next run confirms it', async () => {
    const account = await added(specs.vanishing);
    await expectLedgerEqualsEstate(platform, account);
    const before = await readLedger(platform.owner, account.id);
    platform.emulator.mutate({ op: 'remove', account: account.native, kind: 'server', share: 0.9 });

    const held = await platform.discoverAndSettle(account);
    expect(held).toMatchObject({ status: 'partial', removed: 0 });
    expect(held.provider_errors).toMatchObject([
      { code: 'suspect', message: expect.stringContaining('54 of 60') as string },
    ]);
    expect(held.passes.filter(({ status }) => status === 'suspect')).toHaveLength(1);
    const after = await readLedger(platform.owner, account.id);
    expect(after.filter((row) => row.isActive)).toHaveLength(before.length);

    const confirmed = await platform.discoverAndSettle(account);
    expect(confirmed).toMatchObject({ status: 'completed', removed: 54, provider_errors: [] });
    await expectLedgerEqualsEstate(platform, account);
  });
});

describe('regions', () => {
  it('that are not enabled are left out, the others seen', async () => {
    const account = await added(specs.regions, { name: 'every region' });
    await expectLedgerEqualsEstate(platform, account);
    const run = await platform.run(account.firstRun);
    const seen = new Set(run.passes.map(({ region }) => region));
    expect([...seen].sort()).toEqual(['eu-central-1', 'eu-south-1', 'global', 'us-east-1']);
    await platform.deleteAccount(account);
  });

  it('that are selected are the only ones asked, and one that is off is skipped', async () => {
    const account = await added(specs.regions, {
      name: 'two regions',
      regions: ['us-east-1', 'ap-east-1'],
    });
    await platform.settled();
    const run = await platform.run(account.firstRun);
    expect(run).toMatchObject({ status: 'completed', provider_errors: [] });
    const ends = run.passes.map(({ region, status }) => `${region} ${status}`);
    expect([...new Set(ends)].sort()).toEqual([
      'ap-east-1 skipped',
      'global completed',
      'us-east-1 completed',
    ]);
    const rows = await readLedger(platform.owner, account.id);
    const places = new Set(
      rows
        .filter((row) => row.resourceType !== 'bucket' && row.region !== null)
        .map((row) => row.region),
    );
    expect([...places]).toEqual(['us-east-1']);
    expect(rows.filter((row) => row.resourceType === 'vm')).toHaveLength(5);
  });
});
