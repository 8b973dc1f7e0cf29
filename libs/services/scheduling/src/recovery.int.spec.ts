import { Logger } from '@nestjs/common';
import { LONGEST_RUN_SECONDS, MAX_RUN_REQUESTS } from './scheduling-options';
import { SchedulingLedger, type TestAccount } from './testing/scheduling-ledger';

let ledger: SchedulingLedger;
let account: TestAccount;

beforeAll(async () => {
  Logger.overrideLogger(false);
  ledger = await SchedulingLedger.open();
});
afterAll(() => ledger.close());
beforeEach(async () => {
  await ledger.clear();
  account = await ledger.addAccount(null);
});

/** Makes the grace of everything open run out. */
async function waitTooLong(): Promise<void> {
  for (const table of ['cloud_discovery_runs', 'cloud_discovery_passes']) {
    await ledger.owner.query(`UPDATE ${table} SET leased_until = now() - interval '1 second'`);
  }
}

describe('a run that nobody plans', () => {
  it('is let alone while it is young', async () => {
    await ledger.startRun(account);
    expect(await ledger.recovery().sweep()).toBe(0);
  });

  it('is asked for again, less and less often', async () => {
    const runId = await ledger.startRun(account);
    const waits: number[] = [];
    for (let count = 0; count < 3; count += 1) {
      await waitTooLong();
      expect(await ledger.recovery().sweep()).toBe(1);
      expect(await ledger.recovery().sweep()).toBe(0);
      const { rows } = await ledger.owner.query<{ wait: number }>(
        'SELECT extract(epoch FROM leased_until - now())::float AS wait FROM cloud_discovery_runs',
      );
      waits.push(Math.round(rows[0]!.wait / 60));
    }
    expect(waits).toEqual([2, 3, 4]);
    expect(await ledger.takeEvents()).toEqual(
      Array.from({ length: 3 }, () => [
        'discovery.requested',
        { ...account, runId, provider: 'aws', runNumber: 1 },
      ]),
    );
  });

  it('fails in the end, and says why', async () => {
    const runId = await ledger.startRun(account);
    for (let count = 1; count < MAX_RUN_REQUESTS; count += 1) {
      await waitTooLong();
      await ledger.recovery().sweep();
    }
    expect(await ledger.runs(account)).toMatchObject([{ status: 'queued' }]);
    await ledger.takeEvents();
    await waitTooLong();
    expect(await ledger.recovery().sweep()).toBe(1);
    expect(await ledger.runs(account)).toMatchObject([
      { status: 'failed', provider_errors: [{ pass: 'run', code: 'timed_out', permissions: [] }] },
    ]);
    expect(await ledger.takeEvents()).toEqual([
      ['discovery.completed', { ...account, runId, status: 'failed' }],
    ]);
    await waitTooLong();
    expect(await ledger.recovery().sweep()).toBe(0);
  });
});

describe('a pass whose worker does not come back', () => {
  it('is freed and asked for again', async () => {
    const { runId, passIds } = await ledger.startPlannedRun(account, ['running', 'completed']);
    expect(await ledger.recovery().sweep()).toBe(0);
    await waitTooLong();
    expect(await ledger.recovery().sweep()).toBe(1);
    expect(await ledger.takeEvents()).toEqual([
      ['discovery.pass.requested', { ...account, runId, provider: 'aws', passId: passIds[0] }],
    ]);
    const { rows } = await ledger.owner.query(
      'SELECT status, lease_id, requests FROM cloud_discovery_passes WHERE id = $1',
      [passIds[0]],
    );
    expect(rows).toEqual([{ status: 'pending', lease_id: null, requests: 2 }]);
  });

  it('is asked for once by two sweeps at the same time', async () => {
    await ledger.startPlannedRun(account, ['running', 'pending', 'pending']);
    await waitTooLong();
    const mended = await Promise.all([ledger.recovery().sweep(), ledger.recovery().sweep()]);
    expect(mended[0] + mended[1]).toBe(3);
    expect(await ledger.takeEvents()).toHaveLength(3);
  });

  it('of another tenant is mended in the same sweep', async () => {
    const other = await ledger.addAccount(null);
    await ledger.startPlannedRun(account, ['pending']);
    await ledger.startPlannedRun(other, ['pending']);
    await waitTooLong();
    expect(await ledger.recovery().sweep()).toBe(2);
    const tenants = (await ledger.takeEvents()).map(([, payload]) => payload['tenantId']);
    expect(tenants.sort()).toEqual([account.tenantId, other.tenantId].sort());
  });
});

describe('what a stopped process holds a lock on', () => {
  it.each([
    ['cloud_discovery_runs', 'queued'],
    ['cloud_discovery_passes', 'running'],
  ])('keeps nothing else from being mended: %s', async (table, status) => {
    const other = await ledger.addAccount(null);
    await ledger.startRun(await ledger.addAccount(null));
    await ledger.startPlannedRun(account, ['running']);
    await ledger.startPlannedRun(other, ['running']);
    await waitTooLong();
    await ledger.owner.query('BEGIN');
    try {
      await ledger.owner.query(`SELECT FROM ${table} WHERE status = $1 LIMIT 1 FOR UPDATE`, [
        status,
      ]);
      expect(await ledger.recovery().sweep()).toBe(2);
    } finally {
      await ledger.owner.query('ROLLBACK');
    }
    expect(await ledger.recovery().sweep()).toBe(1);
  });
});

describe('a run that takes too long', () => {
  const age = (runId: string): Promise<unknown> =>
    ledger.owner.query(
      'UPDATE cloud_discovery_runs SET requested_at = now() - make_interval(secs => $2) WHERE id = $1',
      [runId, LONGEST_RUN_SECONDS + 1],
    );

  it('ends with what it has, and says so', async () => {
    const { runId } = await ledger.startPlannedRun(account, ['completed', 'running', 'pending']);
    await age(runId);
    expect(await ledger.recovery().sweep()).toBe(1);
    const [run] = await ledger.runs(account);
    expect(run).toMatchObject({ status: 'partial' });
    expect(run!.provider_errors).toMatchObject([{ code: 'timed_out' }, { code: 'timed_out' }]);
    expect(await ledger.takeEvents()).toEqual([
      ['discovery.completed', { ...account, runId, status: 'partial' }],
    ]);
    expect(await ledger.recovery().sweep()).toBe(0);
  });

  it('ends once by two sweeps at the same time', async () => {
    const { runId } = await ledger.startPlannedRun(account, ['running']);
    await age(runId);
    const mended = await Promise.all([ledger.recovery().sweep(), ledger.recovery().sweep()]);
    expect(mended[0] + mended[1]).toBe(1);
    expect(await ledger.takeEvents()).toHaveLength(1);
  });
});
