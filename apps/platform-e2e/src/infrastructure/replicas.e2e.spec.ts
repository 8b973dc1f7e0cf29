import { eventually } from '@skyledger/testing';
import {
  type AccountHandle,
  aHetznerProject,
  anAwsAccount,
  anEstate,
  clockOff,
  contradictions,
  expectLedgerEqualsEstate,
  expectNextRunUnchanged,
  expectNoCrash,
  type Platform,
  type ServiceName,
  startPlatform,
  type StartedPlatform,
  onEachTransport,
} from '../harness';

const large = [1, 2, 3, 4, 5].map((number) =>
  anAwsAccount(number, {
    regions: [
      { name: 'us-east-1', counts: {} },
      { name: 'eu-central-1', counts: { instances: 3500, securityGroups: 20 } },
    ],
    buckets: 0,
  }),
);
const small = [11, 12, 13].map((number) => aHetznerProject(number));
const other = anAwsAccount(14);
const aside = anAwsAccount(15);
const ROLLED: readonly ServiceName[] = [
  'discovery-worker',
  'check-evaluator',
  'agent-matcher',
  'scheduler',
  'accounts',
];

onEachTransport('several processes of a service', (transport) => {
  let started: StartedPlatform;
  let platform: Platform;

  beforeAll(async () => {
    started = await startPlatform({
      transport,
      estate: anEstate({ aws: [...large, other, aside], hetzner: small }),
      services: {
        gateway: 1,
        accounts: 1,
        scheduler: 2,
        'discovery-worker': 2,
        'check-evaluator': 1,
        'agent-matcher': 1,
      },
    });
    platform = started.platform;
  });
  afterAll(() => started?.stop());
  afterEach(() => platform.emulator.faults.clear());

  function slowPages(ms: number): void {
    platform.emulator.faults.add({ match: { service: 'ec2' }, effect: { type: 'latency', ms } });
  }

  /** Waits until some of the run is done and some is not. */
  async function midRun(account: AccountHandle): Promise<void> {
    await eventually(
      async () => {
        const pages = await platform.owner.number(
          'SELECT coalesce(sum(pages), 0) FROM cloud_discovery_passes WHERE account_id = $1',
          [account.id],
        );
        expect(pages).toBeGreaterThan(0);
      },
      { timeoutMs: 30_000, everyMs: 10 },
    );
    const active = `SELECT count(*) FROM cloud_discovery_runs WHERE account_id = $1 AND status = 'running'`;
    expect(await platform.owner.number(active, [account.id])).toBe(1);
  }

  /** Ends all workers but one, which it returns. */
  async function onlyOneWorker(): Promise<ReturnType<Platform['one']>> {
    const [, ...others] = platform.of('discovery-worker');
    await Promise.all(others.map((worker) => worker.terminate()));
    return platform.one('discovery-worker');
  }

  it('starts each due run once when two schedulers and four relays are at work', async () => {
    const schedule = { kind: 'interval', minutes: 60 } as const;
    const accounts: AccountHandle[] = [];
    for (const spec of [...small, other]) {
      accounts.push(await platform.addAccount(spec, { schedule }));
    }
    for (const { firstRun } of accounts) await platform.waitForRun(firstRun);
    for (let round = 2; round <= 4; round += 1) {
      platform.emulator.mutate({ op: 'change', share: 0.1 });
      await platform.owner.query('UPDATE cloud_accounts SET next_run_at = now()');
      await eventually(async () => {
        const late = 'SELECT count(*) FROM cloud_accounts WHERE run_number <> $1';
        expect(await platform.owner.number(late, [round])).toBe(0);
      });
      for (const account of accounts) await expectLedgerEqualsEstate(platform, account);
      const runs = 'SELECT count(*) FROM cloud_discovery_runs';
      expect(await platform.owner.number(runs)).toBe(accounts.length * round);
    }
  });

  it('refuses what a stopped worker writes when it wakes up after its run, and the next one', async () => {
    const stopped = await onlyOneWorker();
    slowPages(300);
    const account = await platform.addAccount(large[0]!);
    await midRun(account);
    stopped.app.pause();
    await platform.launch('discovery-worker').then((worker) => worker.ready());
    await platform.waitForRun(account.firstRun);
    platform.emulator.faults.clear();
    platform.emulator.mutate({ op: 'remove', account: account.native, share: 0.1 });
    platform.emulator.mutate({ op: 'change', account: account.native, share: 0.3 });
    const second = await platform.waitForRun(await platform.discover(account));
    expect(second).toMatchObject({ status: 'completed', number: 2 });

    stopped.app.resume();
    // It has noticed when it takes part again.
    await eventually(async () => {
      expect((await fetch(`${stopped.origin}/health/ready`)).status).toBe(200);
    });
    await expectLedgerEqualsEstate(platform, account);
    await expectNextRunUnchanged(platform, account);
  });

  it('ends a run whose workers never returned when there is one again', async () => {
    await onlyOneWorker();
    slowPages(300);
    const account = await platform.addAccount(large[1]!);
    await midRun(account);
    await platform.killAll('discovery-worker');
    platform.emulator.faults.clear();
    // Its lease has run out, and it was asked for again, before anybody is there to do it.
    await eventually(async () => {
      const asked = `SELECT count(*) FROM cloud_discovery_passes
        WHERE account_id = $1 AND status = 'pending' AND started_at IS NOT NULL AND requests > 0`;
      expect(await platform.owner.number(asked, [account.id])).toBeGreaterThan(0);
    });
    expect(await platform.run(account.firstRun)).toMatchObject({ status: 'running' });
    await platform.start('discovery-worker');
    await platform.waitForRun(account.firstRun);
    await expectLedgerEqualsEstate(platform, account);
    await expectNextRunUnchanged(platform, account);
  });

  it('brings nothing of an account back that is deleted during its run', async () => {
    slowPages(300);
    const account = await platform.addAccount(large[2]!);
    await midRun(account);
    await platform.deleteAccount(account);
    expect(await platform.api.ask('GET', `/cloud/accounts/${account.id}`)).toMatchObject({
      status: 404,
    });
    platform.emulator.faults.clear();
    await expectNothingOf(account);

    // The other way: what follows from a run comes when the account is gone.
    await platform.killAll('check-evaluator');
    await platform.killAll('agent-matcher');
    const again = await platform.addAccount(large[2]!);
    await platform.waitForRun(again.firstRun);
    await platform.deleteAccount(again);
    await Promise.all([platform.start('check-evaluator'), platform.start('agent-matcher')]);
    await expectNothingOf(again);
  });

  async function expectNothingOf(account: AccountHandle): Promise<void> {
    const expectNothing = async (): Promise<void> => {
      expectNoCrash(platform);
      for (const table of [
        'cloud_resources',
        'cloud_resource_changes',
        'cloud_security_findings',
        'cloud_discovery_runs',
        'cloud_discovery_passes',
      ]) {
        const rows = `SELECT count(*) FROM ${table} WHERE account_id = $1`;
        expect([table, await platform.owner.number(rows, [account.id])]).toEqual([table, 0]);
      }
      expect(await contradictions(platform.owner)).toEqual({});
      const dead = (await platform.broker.deadLetters()).filter(({ messages }) => messages > 0);
      expect(dead).toEqual([]);
    };
    await platform.settled();
    await eventually(expectNothing);
    await platform.settled();
    await expectNothing();
  }

  it('hands its work over when it is told to stop in the middle of it', async () => {
    slowPages(300);
    const account = await platform.addAccount(large[3]!);
    await midRun(account);
    // Every service once, as a new release would.
    for (const name of ROLLED) {
      const old = platform.of(name);
      await platform.start(name);
      const begun = Date.now();
      for (const process of old) {
        expect(await process.terminate()).toEqual({ code: 0, signal: null });
      }
      expect(Date.now() - begun).toBeLessThan(20_000);
    }
    const run = await platform.waitForRun(account.firstRun);
    await expectLedgerEqualsEstate(platform, account);
    expect(run.passes.every(({ attempts }) => attempts <= 1)).toBe(true);
    await expectNextRunUnchanged(platform, account);
  });

  it('goes by the order of runs where clocks are an hour off', async () => {
    const account = await platform.addAccount(aside);
    await platform.waitForRun(account.firstRun);
    for (const name of ['scheduler', 'discovery-worker', 'check-evaluator'] as const) {
      await platform.killAll(name);
      await Promise.all([1, -1].map((hours) => platform.start(name, clockOff(hours))));
    }
    for (let round = 0; round < 3; round += 1) {
      platform.emulator.mutate({ op: 'change', account: account.native, share: 0.3 });
      platform.emulator.mutate({ op: 'remove', account: account.native, share: 0.05 });
      await platform.waitForRun(await platform.discover(account));
      await expectLedgerEqualsEstate(platform, account);
    }
    await expectNextRunUnchanged(platform, account);
  });
});
