import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { EXPIRY_BATCH } from './scheduling-options';
import { SchedulingLedger } from './testing/scheduling-ledger';

let ledger: SchedulingLedger;

beforeAll(async () => {
  Logger.overrideLogger(false);
  ledger = await SchedulingLedger.open();
});
afterAll(() => ledger.close());
beforeEach(() => ledger.owner.query('TRUNCATE onboarding_sessions'));

/** Sessions of a new tenant, with credentials, that expire so many minutes from now. */
async function addSessions(minutes: number, count = 1): Promise<void> {
  const tenantId = randomUUID();
  await ledger.owner.query(`INSERT INTO tenants (tenant_id, name) VALUES ($1, 'test')`, [tenantId]);
  await ledger.owner.query(
    `INSERT INTO onboarding_sessions (tenant_id, id, owner, account_id, created_by, expires_at, key_id, ciphertext,
       fingerprint, credentials_stored_at)
     SELECT $1, gen_random_uuid(), 'token', gen_random_uuid(), 'test', now() + make_interval(mins => $2), 'key',
       '\\x00', 'print', now() FROM generate_series(1, $3)`,
    [tenantId, minutes, count],
  );
}

async function left(): Promise<number> {
  const { rowCount } = await ledger.owner.query('SELECT FROM onboarding_sessions');
  return rowCount ?? 0;
}

it('deletes the sessions of every tenant that have expired, and no others', async () => {
  await addSessions(-1);
  await addSessions(-9_999);
  await addSessions(1);
  expect(await ledger.expiry().clear()).toBe(2);
  expect(await left()).toBe(1);
  expect(await ledger.expiry().clear()).toBe(0);
});

it('deletes as many as there are, also beside other schedulers', async () => {
  await addSessions(-1, 2 * EXPIRY_BATCH + 7);
  const counts = await Promise.all([1, 2, 3].map(() => ledger.expiry().clear()));
  const rest = await ledger.expiry().clear();
  expect(counts.reduce((sum, count) => sum + count, rest)).toBe(2 * EXPIRY_BATCH + 7);
  expect(await left()).toBe(0);
});

it('does not wait for a session that somebody works on', async () => {
  await addSessions(-1, 2);
  await ledger.owner.query('BEGIN');
  await ledger.owner.query('SELECT FROM onboarding_sessions LIMIT 1 FOR UPDATE');
  expect(await ledger.expiry().clear()).toBe(1);
  await ledger.owner.query('COMMIT');
  expect(await ledger.expiry().clear()).toBe(1);
});
