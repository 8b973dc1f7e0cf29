import { systemActor } from '@skyledger/contracts';
import { Database, uuidv7 } from '@skyledger/database';
import { createTestDatabase, type TestResource } from '@skyledger/testing';
import { type AuditEntry, AuditLog } from './audit-log';

let resource: TestResource;
let database: Database;
let tenantId: string;
const audit = new AuditLog();
const actor = {
  kind: 'token',
  id: 'a-token',
  name: 'dashboard',
  requestId: 'a-request',
  clientAddress: '203.0.113.7',
} as const;
const entry: AuditEntry = {
  action: 'account.updated',
  target: { kind: 'account', id: 'an-account', name: 'Production' },
};

beforeAll(async () => {
  resource = await createTestDatabase();
  database = await Database.connect({ url: resource.url, poolSize: 2, applicationName: 'test' });
});
afterAll(async () => {
  await database?.close();
  await resource?.drop();
});
beforeEach(async () => {
  tenantId = await addTenant();
});

async function addTenant(): Promise<string> {
  const id = uuidv7();
  await database.withTenant(id, (tx) =>
    tx.query(`INSERT INTO tenants (tenant_id, name) VALUES ($1, 'a tenant')`, [id]),
  );
  return id;
}

const record = (by: Parameters<AuditLog['record']>[1], what: AuditEntry): Promise<void> =>
  database.withTenant(tenantId, (tx) => audit.record(tx, by, what));
const entries = (of = tenantId): Promise<Record<string, unknown>[]> =>
  database.withTenant(of, (tx) => tx.query('SELECT * FROM audit_log ORDER BY id'));

it('keeps who did what to what, from where', async () => {
  await record(actor, { ...entry, changes: { group: { from: null, to: 'Payments' } } });
  await record(systemActor('scheduler'), {
    action: 'account.suspended',
    target: { kind: 'account', id: 'an-account' },
    reason: 'refused three times',
  });
  expect(await entries()).toMatchObject([
    {
      tenant_id: tenantId,
      occurred_at: expect.any(Date) as Date,
      actor_kind: 'token',
      actor_id: 'a-token',
      actor_name: 'dashboard',
      action: 'account.updated',
      target_kind: 'account',
      target_id: 'an-account',
      target_name: 'Production',
      outcome: 'done',
      reason: null,
      changes: { group: { from: null, to: 'Payments' } },
      request_id: 'a-request',
      client_address: '203.0.113.7',
    },
    {
      actor_kind: 'system',
      actor_id: null,
      actor_name: 'scheduler',
      target_name: null,
      reason: 'refused three times',
      changes: null,
      request_id: null,
      client_address: null,
    },
  ]);
});

it('exists only if what it tells does', async () => {
  const work = database.withTenant(tenantId, async (tx) => {
    await audit.record(tx, actor, entry);
    throw new Error('the change failed');
  });
  await expect(work).rejects.toThrow('the change failed');
  expect(await entries()).toEqual([]);
});

it('shows nothing of it to another tenant', async () => {
  await record(actor, entry);
  expect(await entries(await addTenant())).toEqual([]);
});

it('takes text of any kind and length, and blanks what looks like a secret', async () => {
  await record(
    { ...actor, name: 'n\0'.repeat(1000) },
    {
      ...entry,
      target: { kind: 'account', id: 'x\ud800', name: 'y'.repeat(10_000) },
      changes: {
        description: { from: 'a\\u0000b', to: 'c\0d\ud800' },
        api_token: { from: 'canary', to: 'canary' },
      },
    },
  );
  const [row] = await entries();
  expect(row).toMatchObject({
    target_id: 'x\ufffd',
    changes: { description: { from: 'a\\u0000b', to: 'cd\ufffd' } },
  });
  expect(String(row!['target_name'])).toHaveLength(500);
  expect(JSON.stringify(row)).not.toContain('canary');
});

describe('what is recorded', () => {
  it.each([
    `UPDATE audit_log SET actor_name = 'somebody else'`,
    'DELETE FROM audit_log',
    'TRUNCATE audit_log',
    'ALTER TABLE audit_log DISABLE TRIGGER audit_log_append_only',
    'DROP TABLE audit_log',
  ])('is not changed by a service: %s', async (sql) => {
    await record(actor, entry);
    const change = database.withTenant(tenantId, (tx) => tx.query(sql));
    await expect(change).rejects.toMatchObject({ code: '42501' });
    expect(await entries()).toHaveLength(1);
  });
});
