import { Logger } from '@nestjs/common';
import { SchedulingLedger, type TestAccount } from './testing/scheduling-ledger';

let ledger: SchedulingLedger;

beforeAll(async () => {
  Logger.overrideLogger(false);
  ledger = await SchedulingLedger.open();
});
afterAll(() => ledger.close());
beforeEach(() => ledger.clear());

/** An account whose credentials differ from fresh ones of which nothing is known by these columns. */
async function credentials(columns = ''): Promise<TestAccount> {
  const account = await ledger.addAccount(null);
  await ledger.owner.query(
    `INSERT INTO cloud_credentials (tenant_id, account_id, key_id, ciphertext, fingerprint)
     VALUES ($1, $2, 'key', '\\x00', 'print')`,
    [account.tenantId, account.accountId],
  );
  if (columns !== '') await change(account, columns);
  return account;
}

const change = async ({ accountId }: TestAccount, columns: string): Promise<void> =>
  void (await ledger.owner.query(`UPDATE cloud_credentials SET ${columns} WHERE account_id = $1`, [
    accountId,
  ]));
const levels = async (): Promise<unknown[]> =>
  (await ledger.takeEvents()).map(([name, payload]) => {
    expect(name).toBe('credential.aging');
    return [payload['accountId'], payload['previousLevel'], payload['level']];
  });

const DAYS_OLD = (days: number): string => `stored_at = now() - interval '${days} days'`;
const ENDS_IN = (days: number): string => `expires_at = now() + interval '${days} days'`;

it.each([
  [DAYS_OLD(59), null],
  [DAYS_OLD(60), 'warning'],
  [DAYS_OLD(90), 'critical'],
  [`issued_at = now() - interval '61 days'`, 'warning'],
  [ENDS_IN(31), null],
  [ENDS_IN(29), 'warning'],
  [ENDS_IN(6), 'critical'],
  [ENDS_IN(-1), 'expired'],
  [`write_permissions = '{}'`, null],
  [`write_permissions = '{VM.Allocate}'`, 'warning'],
  [`is_keyless = true, ${DAYS_OLD(400)}`, null],
  [`is_keyless = true, ${DAYS_OLD(400)}, write_permissions = '{x}'`, 'warning'],
])('tells of credentials with %s: %s', async (columns, level) => {
  const account = await credentials(columns);
  expect(await ledger.credentialWatch().look()).toBe(level === null ? 0 : 1);
  expect(await levels()).toEqual(level === null ? [] : [[account.accountId, null, level]]);
});

it('tells once of every change, the good ones too', async () => {
  const account = await credentials(DAYS_OLD(60));
  const { accountId } = account;
  await ledger.credentialWatch().look();
  expect(await ledger.credentialWatch().look()).toBe(0);
  await change(account, DAYS_OLD(90));
  await ledger.credentialWatch().look();
  await change(account, `${DAYS_OLD(0)}, is_keyless = true`);
  await ledger.credentialWatch().look();
  expect(await ledger.credentialWatch().look()).toBe(0);
  expect(await levels()).toEqual([
    [accountId, null, 'warning'],
    [accountId, 'warning', 'critical'],
    [accountId, 'critical', 'exempt'],
  ]);
});

it('tells once of each, however many schedulers look at once', async () => {
  for (let count = 0; count < 30; count += 1) await credentials(DAYS_OLD(60 + count));
  const looks = Array.from({ length: 4 }, () => ledger.credentialWatch().look());
  const told = (await Promise.all(looks)).reduce((sum, count) => sum + count, 0);
  const accounts = (await ledger.takeEvents()).map(([, payload]) => payload['accountId']);
  expect([told, accounts.length, new Set(accounts).size]).toEqual([30, 30, 30]);
});
