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
  type ServiceName,
  startPlatform,
  type StartedPlatform,
  onEachTransport,
} from '../harness';

/** Many pages of instances in one region, so that there is something to be in the middle of. */
const LARGE = 5500;
const large = (number: number): ReturnType<typeof anAwsAccount> =>
  anAwsAccount(number, {
    regions: [
      { name: 'us-east-1', counts: {} },
      { name: 'eu-central-1', counts: { instances: LARGE, securityGroups: 40 } },
    ],
    buckets: 0,
  });
const largeAccounts = [large(1), large(2)];
const accounts = [11, 12, 13, 14].map((number) => anAwsAccount(number));
const project = aHetznerProject(1);
const SLOW_PAGES_MS = 150;

onEachTransport('processes killed at the worst moment', (transport) => {
  let started: StartedPlatform;
  let platform: Platform;

  beforeAll(async () => {
    const estate = anEstate({ aws: [...largeAccounts, ...accounts], hetzner: [project] });
    started = await startPlatform({ transport, estate });
    platform = started.platform;
  });
  afterAll(() => started?.stop());
  afterEach(() => platform.emulator.faults.clear());

  /** Ends a service at a failpoint, by starting work; then lets a sound process go on. */
  async function dieAt(
    name: ServiceName,
    failpoint: string,
    work: () => Promise<unknown>,
  ): Promise<void> {
    const doomed = await platform.replace(name, { SKYLEDGER_FAILPOINT: failpoint });
    await work();
    expect(await doomed.ended()).toMatchObject({ signal: 'SIGKILL' });
    await platform.start(name);
  }

  async function pagesOf(account: AccountHandle): Promise<number> {
    return platform.owner.number(
      'SELECT coalesce(sum(pages), 0) FROM cloud_discovery_passes WHERE account_id = $1',
      [account.id],
    );
  }

  it('goes on from the checkpoint when the worker dies between two pages', async () => {
    const slow = { type: 'latency', ms: SLOW_PAGES_MS } as const;
    platform.emulator.faults.add({ match: { action: 'DescribeInstances' }, effect: slow });
    await platform.replace('discovery-worker', { SKYLEDGER_FAILPOINT: 'discovery.mid-pass@2' });
    const account = await platform.addAccount(largeAccounts[0]!);
    expect(await platform.one('discovery-worker').ended()).toMatchObject({ signal: 'SIGKILL' });
    const before = await pagesOf(account);
    platform.emulator.stats.reset();
    await platform.start('discovery-worker');
    await platform.waitForRun(account.firstRun);

    await expectLedgerEqualsEstate(platform, account);
    expect(before).toBeGreaterThan(0);
    const listed = platform.emulator.stats.count({ action: 'DescribeInstances', status: 200 });
    expect(listed).toBeLessThan(LARGE / INSTANCES_A_PAGE);
    await expectNextRunUnchanged(platform, account);
  });

  it('ends as an undisturbed run when workers are killed at random moments', async () => {
    const slow = { type: 'latency', ms: SLOW_PAGES_MS } as const;
    platform.emulator.faults.add({ match: { service: 'ec2' }, effect: slow });
    const account = await platform.addAccount(largeAccounts[1]!);
    for (let kills = 0; kills < 4; kills += 1) {
      const pages = await pagesOf(account);
      await eventually(
        async () => {
          const open = await platform.owner.number(
            `SELECT count(*) FROM cloud_discovery_passes
             WHERE account_id = $1 AND status = 'running' AND leased_until > now()`,
            [account.id],
          );
          const ended = await platform.owner.number(
            `SELECT count(*) FROM cloud_discovery_runs WHERE id = $1 AND status NOT IN ('queued', 'running')`,
            [account.firstRun],
          );
          if (ended === 1 || (await pagesOf(account)) > pages) return true;
          return open > 0 && Math.random() < 0.1;
        },
        { timeoutMs: 30_000, everyMs: 20 },
      );
      await platform.replace('discovery-worker');
    }
    await platform.waitForRun(account.firstRun);

    await expectLedgerEqualsEstate(platform, account);
    await expectNextRunUnchanged(platform, account);
  });

  it('has no effect twice when the worker dies after its commit and before the acknowledgement', async () => {
    let account: AccountHandle | undefined;
    await dieAt('discovery-worker', 'messaging.after-handler-before-ack@4', async () => {
      account = await platform.addAccount(accounts[0]!);
    });
    await platform.waitForRun(account!.firstRun);
    await expectLedgerEqualsEstate(platform, account!);
    await expectNextRunUnchanged(platform, account!);
  });

  it('has no finding twice when the evaluator dies after its commit', async () => {
    let account: AccountHandle | undefined;
    await dieAt('check-evaluator', 'messaging.after-handler-before-ack@3', async () => {
      account = await platform.addAccount(accounts[1]!);
    });
    await platform.waitForRun(account!.firstRun);
    await expectLedgerEqualsEstate(platform, account!);

    platform.emulator.mutate({ op: 'remove', account: account!.native, share: 0.3 });
    await dieAt('check-evaluator', 'messaging.after-handler-before-ack', async () => {
      await platform.waitForRun(await platform.discover(account!));
    });
    await expectLedgerEqualsEstate(platform, account!);
  });

  it('has no link twice when the matcher dies after its commit', async () => {
    const machines = [...platform.emulator.estate.shelves({ kind: 'instance' })]
      .filter((shelf) => shelf.account === accounts[2]!.accountId)
      .flatMap((shelf) => [...shelf.items.all()])
      .filter((item) => 'state' in item && item.state === 'running');
    for (const [index, machine] of machines.slice(0, 5).entries()) {
      await platform.registerAgent({ agent_key: `agent-${index}`, instance_id: machine.id });
    }
    let account: AccountHandle | undefined;
    await dieAt('agent-matcher', 'messaging.after-handler-before-ack@2', async () => {
      account = await platform.addAccount(accounts[2]!);
    });
    await platform.waitForRun(account!.firstRun);
    await expectLedgerEqualsEstate(platform, account!);
    const linked = 'SELECT count(*) FROM agents WHERE resource_id IS NOT NULL';
    expect(await platform.owner.number(linked)).toBe(5);
  });

  it('publishes again, without effect, when the relay dies between publishing and forgetting', async () => {
    // The worker's relay is the only one: it dies with the request of the run, of the passes, and
    // with the first events of changed resources.
    await platform.killAll('scheduler');
    let account: AccountHandle | undefined;
    for (const batch of [1, 2, 2]) {
      const failpoint = `outbox.after-publish-before-delete@${batch}`;
      const relay = await platform.replace('discovery-worker', { SKYLEDGER_FAILPOINT: failpoint });
      account ??= await platform.addAccount(accounts[3]!);
      expect(await relay.ended()).toMatchObject({ signal: 'SIGKILL' });
    }
    await Promise.all([platform.start('scheduler'), platform.start('discovery-worker')]);
    await platform.waitForRun(account!.firstRun);
    await expectLedgerEqualsEstate(platform, account!);

    const other = await platform.addAccount(project);
    await platform.waitForRun(other.firstRun);
    await expectLedgerEqualsEstate(platform, other);
  });
});
