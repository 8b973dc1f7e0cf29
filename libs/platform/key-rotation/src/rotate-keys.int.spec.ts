import { randomBytes, randomUUID } from 'node:crypto';
import { ANSWER_FIELD, CREDENTIALS_FIELD } from '@skyledger/contracts';
import { Database } from '@skyledger/database';
import { createTestDatabase, type TestResource } from '@skyledger/testing';
import { type SecretContext, Vault } from '@skyledger/vault';
import { Client } from 'pg';
import { rotateKeys } from './rotate-keys';
import { SEALED_TABLES } from './sealed-tables';

const [OLD, NEW] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')];
const before = new Vault(OLD);
const vault = new Vault(NEW, [OLD]);
const after = new Vault(NEW);

let resource: TestResource;
let owner: Client;
let database: Database;

beforeEach(async () => {
  resource = await createTestDatabase();
  owner = new Client({ connectionString: resource.url });
  await owner.connect();
  database = await Database.connect({
    url: resource.url,
    poolSize: 6,
    applicationName: 'rotation test',
  });
});
afterEach(async () => {
  await database.close();
  await owner.end();
  await resource.drop();
});

interface Credential {
  tenantId: string;
  accountId: string;
  secret: string;
}

async function insert(count: number, seal = before): Promise<Credential[]> {
  const tenantId = randomUUID();
  await owner.query(`INSERT INTO tenants (tenant_id, name) VALUES ($1, 'test')`, [tenantId]);
  const made = Array.from({ length: count }, (_, at) => ({
    tenantId,
    accountId: randomUUID(),
    secret: `secret ${at}`,
  }));
  for (const { accountId, secret } of made) {
    await owner.query(
      `INSERT INTO cloud_accounts (tenant_id, id, provider, name, native_account_id, status, schedule, created_by)
       VALUES ($1, $2::uuid, 'aws', 'test', $2::text, 'active', '{"kind":"manual"}', 'test')`,
      [tenantId, accountId],
    );
    const { keyId, ciphertext } = seal.seal(secret, contextOf({ tenantId, accountId }));
    await owner.query(
      `INSERT INTO cloud_credentials (tenant_id, account_id, key_id, ciphertext, fingerprint, stored_at)
       VALUES ($1, $2, $3, $4, $5, '2026-01-01')`,
      [tenantId, accountId, keyId, ciphertext, seal.fingerprint(secret)],
    );
  }
  return made;
}

function contextOf({ tenantId, accountId }: Omit<Credential, 'secret'>): SecretContext {
  return { tenantId, accountId, field: CREDENTIALS_FIELD };
}

async function stored(credential: Credential): Promise<Record<string, unknown>> {
  const { rows } = await owner.query<{ key_id: string; ciphertext: Buffer; stored_at: Date }>(
    'SELECT key_id, ciphertext, fingerprint, stored_at FROM cloud_credentials WHERE account_id = $1',
    [credential.accountId],
  );
  const { key_id: keyId, ciphertext, ...rest } = rows[0]!;
  return { ...rest, secret: after.openText({ keyId, ciphertext }, contextOf(credential)) };
}

it('seals every secret of every tenant with the current key, and proves it', async () => {
  const credentials = [...(await insert(120)), ...(await insert(3)), ...(await insert(2, after))];
  const [table] = await rotateKeys(database, vault);
  expect(table).toEqual({
    name: 'cloud_credentials',
    resealed: 123,
    rowsByKey: new Map([[vault.keyId, 125]]),
    failures: [],
  });
  for (const credential of credentials) {
    expect(await stored(credential)).toEqual({
      secret: credential.secret,
      fingerprint: after.fingerprint(credential.secret),
      stored_at: new Date('2026-01-01'),
    });
  }
  expect((await rotateKeys(database, vault))[0]?.resealed).toBe(0);
});

it('seals the secrets of onboarding sessions, and passes those that hold none', async () => {
  const [{ tenantId }] = (await insert(1)) as [Credential];
  const sessions = [randomUUID(), randomUUID()] as const;
  for (const id of sessions) {
    await owner.query(
      `INSERT INTO onboarding_sessions (tenant_id, id, owner, account_id, created_by, expires_at)
       VALUES ($1, $2, 'test', gen_random_uuid(), 'test', now() + interval '1 day')`,
      [tenantId, id],
    );
  }
  const context = contextOf({ tenantId, accountId: sessions[0] });
  const sealed = before.seal('a secret', context);
  await owner.query(
    `UPDATE onboarding_sessions
     SET key_id = $2, ciphertext = $3, fingerprint = 'print', credentials_stored_at = now() WHERE id = $1`,
    [sessions[0], sealed.keyId, sealed.ciphertext],
  );
  const [, table] = await rotateKeys(database, vault);
  expect(table).toMatchObject({ name: 'onboarding_sessions', resealed: 1, failures: [] });
  const { rows } = await owner.query<{ key_id: string; ciphertext: Buffer; fingerprint: string }>(
    'SELECT key_id, ciphertext, fingerprint FROM onboarding_sessions WHERE key_id IS NOT NULL',
  );
  const { key_id: keyId, ciphertext, fingerprint } = rows[0]!;
  expect(after.openText({ keyId, ciphertext }, context)).toBe('a secret');
  expect(fingerprint).toBe(after.fingerprint('a secret'));
});

it('seals answers that are kept for idempotency keys, and passes those that are plain', async () => {
  const [{ tenantId }] = (await insert(1)) as [Credential];
  const keep = async (keyHash: string, keyId: string | null, body: Buffer): Promise<void> => {
    await owner.query(
      `INSERT INTO idempotency_keys (tenant_id, principal, key_hash, fingerprint, operation_id, attempt,
         leased_until, expires_at, status, headers, vault_key_id, body)
       VALUES ($1, 'token:a', decode($2, 'hex'), '\\x00', gen_random_uuid(), gen_random_uuid(), now(),
         now() + interval '1 day', 201, '{}', $3, $4)`,
      [tenantId, keyHash, keyId, body],
    );
  };
  const context = { tenantId, accountId: 'token:a', field: `${ANSWER_FIELD}0a0b` };
  const sealed = before.seal('{"token":"sky_x"}', context);
  await keep('0a0b', sealed.keyId, sealed.ciphertext);
  await keep('0c0d', null, Buffer.from('{}'));
  const tables = await rotateKeys(database, vault);
  expect(tables.find(({ name }) => name === 'idempotency_keys')).toEqual({
    name: 'idempotency_keys',
    resealed: 1,
    rowsByKey: new Map([[vault.keyId, 1]]),
    failures: [],
  });
  const { rows } = await owner.query<{ vault_key_id: string | null; body: Buffer }>(
    'SELECT vault_key_id, body FROM idempotency_keys ORDER BY key_hash',
  );
  const [answer, plain] = rows as [(typeof rows)[0], (typeof rows)[0]];
  const resealed = { keyId: answer.vault_key_id!, ciphertext: answer.body };
  expect(after.openText(resealed, context)).toBe('{"token":"sky_x"}');
  expect(plain).toEqual({ vault_key_id: null, body: Buffer.from('{}') });
});

it('goes on where it was stopped', async () => {
  const credentials = await insert(250);
  const doomed = await Database.connect({
    url: resource.url,
    poolSize: 1,
    applicationName: 'doomed',
  });
  let batches = 0;
  const withTenant = doomed.withTenant.bind(doomed);
  jest.spyOn(doomed, 'withTenant').mockImplementation((tenantId, work) => {
    batches += 1;
    if (batches === 3) throw new Error('the process was killed');
    return withTenant(tenantId, work);
  });
  await expect(rotateKeys(doomed, vault)).rejects.toThrow('killed');
  await doomed.close();
  const [table] = await rotateKeys(database, vault);
  expect(table).toMatchObject({ resealed: 50, rowsByKey: new Map([[vault.keyId, 250]]) });
  for (const credential of credentials) {
    expect((await stored(credential))['secret']).toBe(credential.secret);
  }
});

it('loses no secret that is replaced meanwhile, and may run twice at once', async () => {
  const credentials = await insert(150);
  const replace = async (credential: Credential): Promise<void> => {
    credential.secret = `replaced ${credential.secret}`;
    const { keyId, ciphertext } = vault.seal(credential.secret, contextOf(credential));
    await database.withTenant(credential.tenantId, (tx) =>
      tx.query('UPDATE cloud_credentials SET key_id = $2, ciphertext = $3 WHERE account_id = $1', [
        credential.accountId,
        keyId,
        ciphertext,
      ]),
    );
  };
  const rotations = [rotateKeys(database, vault), rotateKeys(database, vault)];
  for (const credential of credentials.slice(0, 60)) await replace(credential);
  await Promise.all(rotations);
  for (const credential of credentials) {
    expect((await stored(credential))['secret']).toBe(credential.secret);
  }
});

it('reports what does not open, and leaves it as it is', async () => {
  const [moved] = await insert(2);
  await insert(1, new Vault('0'.repeat(64)));
  const rest = await insert(2);
  await owner.query(
    `UPDATE cloud_credentials SET ciphertext = ciphertext || '\\x00' WHERE account_id = $1`,
    [moved!.accountId],
  );
  const [table] = await rotateKeys(database, vault);
  const other = new Vault('0'.repeat(64)).keyId;
  expect(table?.failures).toHaveLength(2);
  expect(table?.failures.join('\n')).toContain(moved!.accountId);
  expect(table?.rowsByKey.get(before.keyId)).toBe(1);
  expect([...table!.rowsByKey.keys()].sort()).toEqual([vault.keyId, before.keyId, other].sort());
  for (const credential of rest) {
    expect((await stored(credential))['secret']).toBe(credential.secret);
  }
});

it('knows every table that holds sealed secrets', async () => {
  const { rows } = await owner.query<{ name: string; counted: boolean }>(
    `SELECT c.relname AS name,
       has_column_privilege('skyledger_system', c.oid, min(a.attname)::text, 'SELECT')
         AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'sealed_rows') AS counted
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relkind = 'r' AND a.attname LIKE '%key\\_id' AND NOT a.attisdropped
     GROUP BY c.oid ORDER BY 1`,
  );
  expect(rows).toEqual(
    SEALED_TABLES.map(({ name }) => ({ name, counted: true })).sort((a, b) =>
      a.name.localeCompare(b.name),
    ),
  );
});
