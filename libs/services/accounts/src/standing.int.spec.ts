import { DEMO_HETZNER, demoEstate } from '@skyledger/cloud-emulator';
import {
  discoverAccount,
  discoveryCompleted,
  revalidateAccount,
  validationRequested,
} from '@skyledger/contracts';
import { uuidv7 } from '@skyledger/database';
import { event } from '@skyledger/messaging';
import { eventually } from '@skyledger/testing';
import { RevalidationService } from './revalidation.service';
import { RunOutcomeService } from './run-outcome.service';
import { type AccountsHarness, problemOf, startAccounts } from './testing/accounts-harness';
import { onEachTransport } from './testing/on-each-transport';

type Account = Awaited<ReturnType<AccountsHarness['addAccount']>>;

const HETZNER = { api_token: DEMO_HETZNER.token };
const REFUSED = ['unauthenticated'];

onEachTransport('the standing of an account', (transport) => {
  let accounts: AccountsHarness;
  let account: Account;
  let runNumber: number;

  beforeAll(async () => {
    accounts = await startAccounts(demoEstate(), transport);
  });
  afterAll(() => accounts?.stop());
  beforeEach(async () => {
    account = await accounts.addAccount(await accounts.addTenant(), 'hetzner', HETZNER);
    runNumber = 1;
  });

  /** Puts an ended run into the ledger, with these errors; without any it has read something. */
  async function aRun(errors: string[] = []): Promise<string> {
    const [runId, { tenantId, accountId }] = [uuidv7(), account];
    const entries = errors.map((code) => ({ code, message: `it was ${code}`, action: 'Mend it.' }));
    runNumber += 1;
    await accounts.asOwner(
      `INSERT INTO cloud_discovery_runs (tenant_id, id, account_id, number, trigger, requested_by, status,
         leased_until, finished_at, provider_errors)
       VALUES ($1, $2, $3, $4, 'schedule', 'test', $5, now(), now(), $6)`,
      [
        tenantId,
        runId,
        accountId,
        runNumber,
        errors.length === 0 ? 'completed' : 'failed',
        JSON.stringify(entries),
      ],
    );
    await accounts.asOwner('UPDATE cloud_accounts SET run_number = $2 WHERE id = $1', [
      accountId,
      runNumber,
    ]);
    if (errors.length === 0) {
      await accounts.asOwner(
        `INSERT INTO cloud_discovery_passes (tenant_id, id, run_id, account_id, pass_key, region, status, leased_until)
         VALUES ($1, gen_random_uuid(), $2, $3, 'compute.servers', 'global', 'completed', now())`,
        [tenantId, runId, accountId],
      );
    }
    return runId;
  }

  /** Tells of a run, as whoever ended it does. */
  async function tell(runId: string, status: 'completed' | 'failed' = 'failed'): Promise<void> {
    const { tenantId, accountId } = account;
    const payload = { tenantId, accountId, runId, status };
    await accounts.bus.publish([event(discoveryCompleted, tenantId, payload)]);
  }

  async function standing(): Promise<Record<string, unknown>> {
    const [row] = await accounts.asOwner<Record<string, unknown>>(
      `SELECT status, status_reason, authentication_failures, last_validated_at FROM cloud_accounts WHERE id = $1`,
      [account.accountId],
    );
    return row!;
  }

  const expectStanding = (status: string, failures: number): Promise<void> =>
    eventually(async () =>
      expect(await standing()).toMatchObject({ status, authentication_failures: failures }),
    );

  async function suspend(): Promise<void> {
    for (let failures = 1; failures <= 3; failures += 1) await tell(await aRun(REFUSED));
    await expectStanding('suspended', 3);
  }

  it('fails with a run that the provider refused, and is active after one that it did not', async () => {
    await tell(await aRun(REFUSED));
    await expectStanding('failed', 1);
    expect((await standing())['status_reason']).toBe(
      'The last run failed: it was unauthenticated. Mend it.',
    );
    await tell(await aRun(), 'completed');
    await expectStanding('active', 0);
    expect((await standing())['status_reason']).toBeNull();
  });

  it('is suspended by the third refusal in a row, however often and in which order they are told', async () => {
    const runs = [await aRun(REFUSED), await aRun(['unavailable']), await aRun(REFUSED)];
    for (const run of [...runs, ...runs].reverse()) await tell(run);
    await expectStanding('failed', 2);
    await tell(await aRun(['expired']));
    await expectStanding('suspended', 3);
    for (const run of runs) await tell(run);
    const late = await aRun(['unavailable']);
    await tell(late);
    await eventually(async () => {
      const [row] = await accounts.asOwner<{ judged: string }>(
        'SELECT judged_run_number AS judged FROM cloud_accounts WHERE id = $1',
        [account.accountId],
      );
      expect(row!.judged).toBe(String(runNumber));
    });
    await expectStanding('suspended', 3);
  });

  it('keeps a suspended account from runs, until a revalidation lifts it', async () => {
    await suspend();
    await accounts.asOwner('UPDATE cloud_accounts SET next_run_at = now() WHERE id = $1', [
      account.accountId,
    ]);
    const claimed = await accounts.asOwner(
      `SELECT FROM claim_due_account('{}') WHERE account_id = $1`,
      [account.accountId],
    );
    expect(claimed).toEqual([]);
    const problem = await problemOf(accounts.bus.request(discoverAccount, account));
    expect(problem).toMatchObject({ type: 'account-suspended', status: 409 });
    expect(problem.detail).toContain('No run starts until');

    expect(await accounts.bus.request(revalidateAccount, account)).toEqual({
      status: 'active',
      reason: null,
      missingPermissions: [],
      warnings: [],
      identityChain: null,
    });
    await expectStanding('active', 0);
    expect(await accounts.bus.request(discoverAccount, account)).toMatchObject({
      runId: expect.any(String),
    });
  });

  it('is not lifted by a revalidation that fails', async () => {
    await suspend();
    const mend = accounts.emulator.faults.add({
      match: { provider: 'hetzner' },
      effect: { type: 'expire-token' },
    });
    const outcome = await accounts.bus.request(revalidateAccount, account).finally(mend);
    expect(outcome.status).toBe('suspended');
    await expectStanding('suspended', 4);
  });

  it('forgets runs from before a good validation, also those it is told of later', async () => {
    const runs = [await aRun(REFUSED), await aRun(REFUSED), await aRun(REFUSED)];
    await accounts.bus.request(revalidateAccount, account);
    for (const run of runs) await tell(run);
    await tell(await aRun(REFUSED));
    await expectStanding('failed', 1);
  });

  describe('that was validated long ago', () => {
    const ask = (unlessSince: Date): Promise<void> =>
      accounts.bus.publish([
        event(validationRequested, account.tenantId, {
          tenantId: account.tenantId,
          accountId: account.accountId,
          unlessSince: unlessSince.toISOString(),
        }),
      ]);
    const age = async (): Promise<Date> => {
      await accounts.asOwner(
        `UPDATE cloud_accounts SET last_validated_at = now() - interval '2 days' WHERE id = $1`,
        [account.accountId],
      );
      return new Date(Date.now() - 24 * 3600_000);
    };

    it('is validated once when the scheduler asks, were it twice', async () => {
      const since = await age();
      const mend = accounts.emulator.faults.add({
        match: { provider: 'hetzner' },
        effect: { type: 'expire-token' },
      });
      try {
        await ask(since);
        await expectStanding('failed', 1);
        const before = await standing();
        const { tenantId, accountId } = account;
        await accounts
          .get(RevalidationService)
          .revalidateStale({ tenantId, accountId, unlessSince: since.toISOString() });
        expect(await standing()).toEqual(before);
      } finally {
        mend();
      }
    });

    it('stays as it is when the provider cannot be asked, and no message is left over', async () => {
      const since = await age();
      const before = await standing();
      const mend = accounts.emulator.faults.add({
        match: { provider: 'hetzner' },
        effect: { type: 'status', status: 503 },
      });
      await ask(since);
      const line = `account ${account.accountId} could not be revalidated`;
      await eventually(() => expect(accounts.logged()).toContain(line)).finally(mend);
      expect(await standing()).toEqual(before);
      const letters = await accounts.bus.deadLetters.queues();
      expect(letters.filter(({ depth }) => depth > 0)).toEqual([]);
    });
  });

  it('of another tenant is out of reach', async () => {
    const tenantId = await accounts.addTenant();
    await aRun(REFUSED);
    const { accountId } = account;
    await accounts.get(RunOutcomeService).judgeRuns({ tenantId, accountId });
    expect(await standing()).toMatchObject({ status: 'active', authentication_failures: 0 });
  });
});
