import { Logger } from '@nestjs/common';
import { SchedulingLedger, type TestAccount } from './testing/scheduling-ledger';

let ledger: SchedulingLedger;

beforeAll(async () => {
  Logger.overrideLogger(false);
  ledger = await SchedulingLedger.open();
});
afterAll(() => ledger.close());
beforeEach(() => ledger.clear());

/** An account that was validated so many hours ago; `null`: never, and added long ago. */
async function anAccount(hours: number | null, status = 'active'): Promise<TestAccount> {
  const account = await ledger.addAccount(null, { status });
  await ledger.owner.query(
    `UPDATE cloud_accounts SET last_validated_at = now() - make_interval(hours => $2),
       created_at = now() - interval '1 year' WHERE id = $1`,
    [account.accountId, hours],
  );
  return account;
}

it('asks for the validation of accounts that were validated too long ago, or never', async () => {
  const [stale, never] = [await anAccount(25), await anAccount(null)];
  await anAccount(23);
  expect(await ledger.heartbeat().beat()).toBe(2);
  const since = expect.stringMatching(/Z$/) as string;
  expect(await ledger.takeEvents()).toEqual([
    ['validation.requested', { ...never, unlessSince: since }],
    ['validation.requested', { ...stale, unlessSince: since }],
  ]);
});

it('lets suspended accounts wait for a person', async () => {
  await anAccount(25, 'suspended');
  expect(await ledger.heartbeat().beat()).toBe(0);
});

it('asks once, and again when there was no answer for long', async () => {
  const account = await anAccount(25);
  expect(await ledger.heartbeat().beat()).toBe(1);
  expect(await ledger.heartbeat().beat()).toBe(0);
  await ledger.owner.query(
    `UPDATE cloud_accounts SET validation_requested_at = now() - interval '16 minutes' WHERE id = $1`,
    [account.accountId],
  );
  expect(await ledger.heartbeat().beat()).toBe(1);
});

it('asks once for each account, however many schedulers beat at once', async () => {
  for (let count = 0; count < 30; count += 1) await anAccount(25 + count);
  const beats = Array.from({ length: 4 }, () => ledger.heartbeat().beat());
  const asked = (await Promise.all(beats)).reduce((sum, count) => sum + count, 0);
  const accounts = (await ledger.takeEvents()).map(([, payload]) => payload['accountId']);
  expect([asked, accounts.length, new Set(accounts).size]).toEqual([30, 30, 30]);
});
