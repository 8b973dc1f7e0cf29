import { Logger } from '@nestjs/common';
import { SchedulingLedger } from './testing/scheduling-ledger';

let ledger: SchedulingLedger;

beforeAll(async () => {
  Logger.overrideLogger(false);
  ledger = await SchedulingLedger.open();
});
afterAll(() => ledger.close());
beforeEach(() => ledger.clear());

describe('a tick', () => {
  it('starts a run for each account that is due, and asks for it', async () => {
    const due = await ledger.addAccount(-1);
    const early = await ledger.addAccount(1);
    const onRequest = await ledger.addAccount(null);
    expect(await ledger.scheduler().tick()).toBe(1);
    const runs = await ledger.runs(due);
    expect(runs).toMatchObject([{ number: '1', status: 'queued', trigger: 'schedule' }]);
    expect(await ledger.takeEvents()).toEqual([
      ['discovery.requested', { ...due, runId: runs[0]!.id, provider: 'aws', runNumber: 1 }],
    ]);
    expect(await ledger.runs(early)).toEqual([]);
    expect(await ledger.runs(onRequest)).toEqual([]);
    expect(await ledger.scheduler().tick()).toBe(0);
  });

  it('sets the next run an interval ahead, and at most a tenth later', async () => {
    const account = await ledger.addAccount(-600);
    await ledger.scheduler().tick();
    const minutes = await ledger.dueIn(account);
    expect(minutes).toBeGreaterThan(59);
    expect(minutes).toBeLessThanOrEqual(66);
  });

  it.each([
    [{ kind: 'daily', time: '06:01', time_zone: 'Europe/Berlin' }, 25 * 60 + 5],
    [{ kind: 'cron', expression: '*/30 * * * *', time_zone: 'Etc/GMT' }, 33],
  ])('sets the next run to the next moment of %j', async (schedule, mostMinutes) => {
    const account = await ledger.addAccount(-1, { schedule });
    expect(await ledger.scheduler().tick()).toBe(1);
    const minutes = await ledger.dueIn(account);
    expect(minutes).toBeGreaterThan(0);
    expect(minutes).toBeLessThanOrEqual(mostMinutes);
    expect(await ledger.scheduler().tick()).toBe(0);
  });

  it('starts the others too when a schedule cannot be understood', async () => {
    const odd = await ledger.addAccount(-5, { schedule: { kind: 'lunar' } });
    await ledger.addAccount(-1);
    expect(await ledger.scheduler().tick()).toBe(2);
    expect(await ledger.dueIn(odd)).toBeGreaterThan(55);
  });

  it('starts an account whose runs are manual once at most', async () => {
    const account = await ledger.addAccount(-1, { schedule: { kind: 'manual' } });
    expect(await ledger.scheduler().tick()).toBe(1);
    expect(await ledger.dueIn(account)).toBeNull();
    expect(await ledger.scheduler().tick()).toBe(0);
  });

  it('leaves suspended accounts alone', async () => {
    await ledger.addAccount(-1, { status: 'suspended' });
    expect(await ledger.scheduler().tick()).toBe(0);
  });

  it('never lets two runs of an account overlap', async () => {
    const account = await ledger.addAccount(-1);
    const runId = await ledger.startRun(account);
    expect(await ledger.scheduler().tick()).toBe(0);
    expect(await ledger.runs(account)).toMatchObject([{ id: runId }]);
    expect(await ledger.takeEvents()).toEqual([]);
    expect(await ledger.dueIn(account)).toBeGreaterThan(59);
  });

  it('starts each due account once, however many schedulers tick at once', async () => {
    const accounts = [];
    for (let count = 0; count < 60; count += 1) accounts.push(await ledger.addAccount(-count));
    const schedulers = Array.from({ length: 4 }, () => ledger.scheduler());
    const started = await Promise.all(schedulers.map((scheduler) => scheduler.tick()));
    expect(started.reduce((sum, count) => sum + count, 0)).toBe(60);
    for (const account of accounts) expect(await ledger.runs(account)).toHaveLength(1);
    const asked = (await ledger.takeEvents()).map(([, payload]) => payload['accountId']);
    expect([...new Set(asked)]).toHaveLength(60);
    expect(asked).toHaveLength(60);
  });

  it('numbers the runs of an account', async () => {
    const account = await ledger.addAccount(-1);
    for (let number = 1; number <= 3; number += 1) {
      await ledger.scheduler().tick();
      await ledger.owner.query(`UPDATE cloud_discovery_runs SET status = 'completed'`);
      await ledger.owner.query('UPDATE cloud_accounts SET next_run_at = now()');
    }
    expect((await ledger.runs(account)).map((run) => run.number)).toEqual(['1', '2', '3']);
  });

  it('goes on with the others when one account is held by somebody', async () => {
    const held = await ledger.addAccount(-5);
    const free = await ledger.addAccount(-1);
    await ledger.owner.query('BEGIN');
    try {
      await ledger.owner.query('SELECT FROM cloud_accounts WHERE id = $1 FOR UPDATE', [
        held.accountId,
      ]);
      expect(await ledger.scheduler().tick()).toBe(1);
      expect(await ledger.runs(free)).toHaveLength(1);
    } finally {
      await ledger.owner.query('ROLLBACK');
    }
    expect(await ledger.scheduler().tick()).toBe(1);
  });
});
