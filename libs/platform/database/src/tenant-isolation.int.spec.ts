import type { Client } from 'pg';
import { SERVICE_ROLE } from './database';
import { openServiceLogin, type ServiceLogin } from './testing/service-login';
import { insertTenantRows, type TenantRows } from './testing/tenant-rows';

let login: ServiceLogin;
let session: Client;
let ours: TenantRows;
let theirs: TenantRows;
let tables: string[];

beforeAll(async () => {
  login = await openServiceLogin();
  [ours, theirs] = [await insertTenantRows(login.owner), await insertTenantRows(login.owner)];
  const { rows } = await login.owner.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
     WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attname = 'tenant_id'
     ORDER BY 1`,
  );
  tables = rows.map((row) => row.name);
});
afterAll(() => login.close());
beforeEach(async () => {
  session = await login.connect();
});
afterEach(() => session.end());

/** Runs one statement as a tenant, in a transaction that is always rolled back. */
async function asTenant<Row extends object>(
  tenantId: string | null,
  sql: string,
  parameters: unknown[] = [],
): Promise<Row[]> {
  await session.query('BEGIN');
  try {
    if (tenantId !== null) {
      await session.query(`SELECT set_config('app.tenant_id', $1, true)`, [tenantId]);
    }
    return (await session.query<Row>(sql, parameters)).rows;
  } finally {
    await session.query('ROLLBACK');
  }
}

const code = (expected: string): object => expect.objectContaining({ code: expected }) as object;
const NOT_ALLOWED = '42501';
/** For the relay, and for the owner of the tables. */
const UNREADABLE = ['outbox', 'bi_logins'];

describe('the tables', () => {
  it('that have tenants are all forced to tell them apart', async () => {
    const { rows } = await login.owner.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c
       JOIN pg_policy p ON p.polrelid = c.oid AND p.polname = 'tenant_isolation' AND p.polpermissive
         AND p.polcmd = '*' AND p.polroles = '{0}' AND p.polwithcheck IS NOT NULL
       WHERE c.relrowsecurity AND c.relforcerowsecurity ORDER BY 1`,
    );
    expect(rows.map((row) => row.name)).toEqual(tables);
    expect(tables.length).toBeGreaterThan(15);
  });

  it('are all in this test, with a row of each tenant', async () => {
    for (const table of tables) {
      const { rows } = await login.owner.query(`SELECT DISTINCT tenant_id FROM ${table}`);
      expect({ table, tenants: rows.length }).toEqual({ table, tenants: 2 });
    }
  });

  it('without tenants hold none of their data', async () => {
    const { rows } = await login.owner.query<{ name: string }>(
      `SELECT n.nspname || '.' || c.relname AS name FROM pg_class c
       JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind = 'r' AND n.nspname IN ('public', 'messaging') AND NOT c.relrowsecurity ORDER BY 1`,
    );
    expect(rows.map((row) => row.name)).toEqual([
      'messaging.calls',
      'messaging.dead_letters',
      'messaging.inbox',
      'messaging.messages',
      'messaging.queues',
      'public.migrations',
    ]);
  });

  it('refer to each other with the tenant', async () => {
    const { rows } = await login.owner.query<{ definition: string }>(
      `SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint
       WHERE contype = 'f' AND connamespace = 'public'::regnamespace`,
    );
    expect(rows.length).toBeGreaterThan(8);
    for (const { definition } of rows) {
      expect(definition).toMatch(/^FOREIGN KEY \(tenant_id[,)].*REFERENCES \w+\(tenant_id[,)]/);
    }
  });

  it('are unique within a tenant, so that no error tells of another', async () => {
    const { rows } = await login.owner.query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
       JOIN pg_class t ON t.oid = i.indrelid
       JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0]
       WHERE i.indisunique AND t.relname = ANY ($1) AND a.attname <> 'tenant_id' ORDER BY 1`,
      [tables],
    );
    // A digest of 256 random bits, what only the owner writes, and a number drawn by the database.
    expect(rows.map((row) => row.name)).toEqual([
      'api_tokens_token_hash',
      'bi_logins_login',
      'outbox_pkey',
    ]);
  });
});

describe('a tenant', () => {
  it('reads its own rows, and no others', async () => {
    for (const table of tables.filter((name) => !UNREADABLE.includes(name))) {
      const rows = await asTenant<{ tenant_id: string }>(ours.tenantId, `SELECT * FROM ${table}`);
      expect({ table, tenants: [...new Set(rows.map((row) => row.tenant_id))] }).toEqual({
        table,
        tenants: [ours.tenantId],
      });
    }
  });

  it.each([null, ''])('that is not told (%j) reads nothing', async (tenantId) => {
    for (const table of tables.filter((name) => !UNREADABLE.includes(name))) {
      expect(await asTenant(tenantId, `SELECT * FROM ${table}`)).toEqual([]);
    }
  });

  it.each(UNREADABLE)('does not read %s', async (table) => {
    const reading = asTenant(ours.tenantId, `SELECT * FROM ${table}`);
    await expect(reading).rejects.toEqual(code(NOT_ALLOWED));
  });

  it('changes and deletes its own rows only, where it may at all', async () => {
    for (const table of tables) {
      for (const sql of [
        `UPDATE ${table} SET tenant_id = tenant_id WHERE tenant_id = '${theirs.tenantId}'`,
        `DELETE FROM ${table} WHERE tenant_id = '${theirs.tenantId}' RETURNING 1`,
      ]) {
        const outcome = await asTenant(ours.tenantId, sql).catch((error: unknown) => error);
        if (outcome instanceof Error) expect(outcome).toEqual(code(NOT_ALLOWED));
        else expect({ sql, rows: outcome }).toEqual({ sql, rows: [] });
      }
    }
    const { rows } = await login.owner.query(
      'SELECT FROM cloud_resources WHERE tenant_id = $1 AND is_active',
      [theirs.tenantId],
    );
    expect(rows).toHaveLength(1);
  });

  it('gives no row away and takes none', async () => {
    for (const table of tables) {
      const moved = asTenant(
        ours.tenantId,
        `UPDATE ${table} SET tenant_id = '${theirs.tenantId}' WHERE tenant_id = '${ours.tenantId}'`,
      );
      // Refused for the row, or for the right to update the table at all.
      await expect(moved).rejects.toEqual(code(NOT_ALLOWED));
    }
  });

  it('inserts no row for another', async () => {
    const insert = `INSERT INTO agents (tenant_id, id, agent_key, hostname, private_ips, public_ips)
      VALUES ($1, gen_random_uuid(), 'new', 'host', '{}', '{}')`;
    await expect(asTenant(ours.tenantId, insert, [ours.tenantId])).resolves.toEqual([]);
    await expect(asTenant(ours.tenantId, insert, [theirs.tenantId])).rejects.toEqual(
      code(NOT_ALLOWED),
    );
    await expect(asTenant(null, insert, [theirs.tenantId])).rejects.toEqual(code(NOT_ALLOWED));
  });

  it("cannot tell another's row from one that does not exist, by a foreign key", async () => {
    const refer = async (resourceId: string): Promise<unknown> =>
      asTenant(
        ours.tenantId,
        `INSERT INTO cloud_security_findings (tenant_id, account_id, resource_id, check_id, severity, status, reason)
         VALUES ($1, $2, $3, 'probe', 'low', 'open', 'x')`,
        [ours.tenantId, ours.accountId, resourceId],
      ).catch((error: Error & { code: string; detail: string }) => [
        error.code,
        error.message,
        error.detail.replaceAll(resourceId, 'N'),
      ]);
    const real = await refer(theirs.resourceId);
    expect(real).toEqual(await refer('987654321'));
    expect(real).toEqual(expect.arrayContaining(['23503']));
  });

  it('takes any id for its own, also one that another has', async () => {
    const same = await asTenant(
      ours.tenantId,
      `INSERT INTO cloud_accounts (tenant_id, id, provider, name, native_account_id, status, schedule, created_by)
       VALUES ($1, $2, 'aws', 'x', 'y', 'active', '{}', 'x') RETURNING id`,
      [ours.tenantId, theirs.accountId],
    );
    expect(same).toEqual([{ id: theirs.accountId }]);
  });

  it("starts, ends and deletes nothing of another's, by the functions it may call", async () => {
    const { tenantId } = ours;
    const calls: [string, unknown[]][] = [
      [`SELECT delete_cloud_account($1) AS done`, [theirs.accountId]],
      [`SELECT close_discovery_run($1) AS done`, [theirs.runId]],
      [
        `SELECT true AS done FROM start_discovery_run($1, gen_random_uuid(), 'manual', 'x', 1)`,
        [theirs.accountId],
      ],
    ];
    for (const [sql, parameters] of calls) {
      const rows = await asTenant<{ done: unknown }>(tenantId, sql, parameters);
      expect(rows.filter((row) => row.done !== null && row.done !== false)).toEqual([]);
    }
  });
});

it('keeps the audit log as it is, also from the owner of the tables', async () => {
  for (const sql of [
    `UPDATE audit_log SET actor_name = 'somebody else'`,
    'DELETE FROM audit_log',
    'TRUNCATE audit_log',
  ]) {
    await expect(login.owner.query(sql)).rejects.toThrow('audit_log is append-only');
  }
});

describe('the role of the services', () => {
  it.each([
    'SET ROLE skyledger_system',
    'SET ROLE postgres',
    'SET SESSION AUTHORIZATION postgres',
    'TRUNCATE cloud_resources CASCADE',
    'ALTER TABLE cloud_resources DISABLE ROW LEVEL SECURITY',
    'DROP POLICY tenant_isolation ON cloud_resources',
    'CREATE POLICY mine ON cloud_resources USING (true)',
    'CREATE TABLE mine (x integer)',
    'CREATE VIEW mine AS SELECT * FROM cloud_resources',
    `ALTER FUNCTION claim_due_account SET search_path = public`,
    `COPY cloud_resources TO PROGRAM 'cat'`,
    `SELECT pg_read_file('/etc/hostname')`,
    'SELECT * FROM pg_authid',
  ])('may not: %s', async (sql) => {
    await expect(asTenant(ours.tenantId, sql)).rejects.toThrow(
      /permission denied|must be owner|must be able to SET ROLE/,
    );
  });

  it('is not left by RESET ROLE: the login sees no more', async () => {
    await session.query('RESET ROLE');
    expect(await asTenant(null, 'SELECT * FROM cloud_resources')).toEqual([]);
    const rows = await asTenant<{ tenant_id: string }>(
      ours.tenantId,
      'SELECT * FROM cloud_resources',
    );
    expect(rows.map((row) => row.tenant_id)).toEqual([ours.tenantId]);
    await expect(session.query('SET ROLE skyledger_system')).rejects.toEqual(code(NOT_ALLOWED));
  });

  it('gets an error, and no rows, with row-level security switched off', async () => {
    await session.query('SET row_security = off');
    await expect(asTenant(ours.tenantId, 'SELECT * FROM cloud_resources')).rejects.toThrow(
      'row-level security',
    );
  });

  it('sees no rows of others through a function of its own', async () => {
    const seen: string[] = [];
    session.on('notice', (notice) => seen.push(notice.message ?? ''));
    await session.query(
      `CREATE FUNCTION pg_temp.peek(name text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS
       $$ BEGIN RAISE NOTICE '%', name; RETURN true; END $$`,
    );
    await asTenant(ours.tenantId, 'SELECT FROM cloud_resources WHERE pg_temp.peek(name)');
    expect(seen).toEqual([`secret name of ${ours.tenantId}`]);
  });

  it('sees no values of others in the statistics', async () => {
    await login.owner.query('ANALYZE cloud_resources');
    const sql = `SELECT attname, most_common_vals FROM pg_stats WHERE tablename = 'cloud_resources'`;
    expect(await asTenant(ours.tenantId, sql)).toEqual([]);
  });

  it('does not put its own tables in the place of those a privileged function reads', async () => {
    await session.query(
      'CREATE TEMPORARY TABLE api_tokens (LIKE public.api_tokens INCLUDING DEFAULTS)',
    );
    await session.query(
      `INSERT INTO pg_temp.api_tokens (tenant_id, id, name, token_hash, scopes, created_by, entity_id)
       VALUES ('${theirs.tenantId}', gen_random_uuid(), 'forged', '\\x01', '{Ops:manage}', 'x', '${theirs.tenantId}')`,
    );
    await session.query('GRANT ALL ON pg_temp.api_tokens TO skyledger_system');
    const sql = `SELECT * FROM principal_of_token('\\x01')`;
    expect(await asTenant(ours.tenantId, sql)).toEqual([]);
  });
});

describe('what works across tenants', () => {
  it('is a function of the system role with a fixed search path, not for everyone', async () => {
    const { rows } = await login.owner.query<{ name: string; owner: string; path: string }>(
      `SELECT p.proname AS name, p.proowner::regrole::text AS owner, p.proconfig::text AS path,
         has_function_privilege('public', p.oid, 'EXECUTE') AS open
       FROM pg_proc p WHERE p.prosecdef AND p.pronamespace = 'public'::regnamespace ORDER BY 1`,
    );
    expect(rows.map((row) => row.name)).toEqual([
      'bi_tenant',
      'claim_changed_credential',
      'claim_due_account',
      'claim_stale_organization',
      'claim_stale_validation',
      'delete_expired_idempotency_keys',
      'delete_expired_onboarding_sessions',
      'external_id_is_of_another',
      'outbox_backlog',
      'outbox_delete',
      'outbox_postpone',
      'outbox_take',
      'principal_of_token',
      'sealed_rows',
      'stuck_passes',
      'stuck_runs',
    ]);
    for (const row of rows) {
      expect(row).toMatchObject({
        owner: 'skyledger_system',
        path: '{"search_path=pg_catalog, public, pg_temp"}',
        open: false,
      });
    }
  });

  it('is no view that runs as its owner', async () => {
    const { rows } = await login.owner.query(
      `SELECT c.relname FROM pg_class c WHERE c.relkind IN ('v', 'm')
       AND c.relnamespace IN ('public'::regnamespace, 'messaging'::regnamespace)
       AND coalesce(NOT 'security_invoker=true' = ANY (c.reloptions), true)`,
    );
    expect(rows).toEqual([]);
  });

  it('would be such a view, were there one: this is what must not be made', async () => {
    const read = async (options: string): Promise<number> => {
      await login.owner.query(`CREATE VIEW probe ${options} AS SELECT * FROM cloud_resources`);
      await login.owner.query(`GRANT SELECT ON probe TO ${SERVICE_ROLE}`);
      try {
        return (await asTenant(ours.tenantId, 'SELECT * FROM probe')).length;
      } finally {
        await login.owner.query('DROP VIEW probe');
      }
    };
    expect(await read('')).toBe(2);
    expect(await read('WITH (security_invoker = true)')).toBe(1);
  });

  it('is nothing that the system role may log in for, or bypass', async () => {
    const { rows } = await login.owner.query(
      `SELECT FROM pg_roles WHERE rolname LIKE 'skyledger_%'
       AND (rolcanlogin OR rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)`,
    );
    expect(rows).toEqual([]);
  });
});
