import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { addBiLogin, listBiLogins, removeBiLogin } from './bi-logins';
import { openServiceLogin, type ServiceLogin } from './testing/service-login';
import { insertTenantRows, type TenantRows } from './testing/tenant-rows';

const READABLE = [
  'agents',
  'cloud_accounts',
  'cloud_discovery_passes',
  'cloud_discovery_runs',
  'cloud_resource_annotations',
  'cloud_resource_changes',
  'cloud_resource_payloads',
  'cloud_resource_tags',
  'cloud_resources',
  'cloud_security_findings',
  'entities',
];
/**
 * What no BI login reads: secrets and what leads to them, who may do what, and the inner workings. A new
 * table of tenants is either here, or shown by `showToBi`.
 */
const WITHHELD = [
  'agent_handles',
  'api_tokens',
  'audit_log',
  'aws_external_ids',
  'bi_logins',
  'cloud_account_passes',
  'cloud_credentials',
  'cloud_discovery_pass_pages',
  'cloud_organizations',
  'idempotency_keys',
  'onboarding_sessions',
  'outbox',
  'resource_handles',
  'role_bindings',
  'roles',
  'tenants',
];
const NOT_ALLOWED = expect.objectContaining({ code: '42501' }) as object;

let login: ServiceLogin;
let [ours, theirs]: TenantRows[] = [];
let name: string;
let session: Client;

const newName = (): string => `bi_${randomBytes(6).toString('hex')}`;

async function connect(user: string, password: string): Promise<Client> {
  const url = new URL(login.ownerUrl);
  [url.username, url.password] = [user, password];
  const client = new Client({ connectionString: url.href });
  await client.connect();
  return client;
}

beforeAll(async () => {
  login = await openServiceLogin();
  [ours, theirs] = [await insertTenantRows(login.owner), await insertTenantRows(login.owner)];
});
afterAll(() => login.close());
beforeEach(async () => {
  name = newName();
  const added = { login: name, tenantId: ours!.tenantId, exists: false };
  session = await connect(name, (await addBiLogin(login.ownerUrl, added))!);
});
afterEach(async () => {
  await session.end();
  const left = await listBiLogins(login.ownerUrl);
  if (left.some((each) => each.login === name)) await removeBiLogin(login.ownerUrl, name);
});

const tenantsIn = async (table: string): Promise<string[]> => {
  const sql = `SELECT DISTINCT tenant_id::text AS tenant FROM ${table}`;
  return (await session.query<{ tenant: string }>(sql)).rows.map(({ tenant }) => tenant);
};

describe('the tables', () => {
  it('are each shown to BI logins with both policies, or withheld', async () => {
    const { rows } = await login.owner.query<{ name: string; policies: string[]; shown: boolean }>(
      `SELECT c.relname AS name, has_any_column_privilege('skyledger_bi', c.oid, 'SELECT') AS shown,
         array(SELECT p.polname || CASE WHEN p.polpermissive THEN ' permissive ' ELSE ' restrictive ' END
             || pg_get_expr(p.polqual, p.polrelid)
           FROM pg_policy p WHERE p.polrelid = c.oid AND p.polcmd = 'r'
             AND p.polroles = ARRAY['skyledger_bi'::regrole::oid] ORDER BY 1) AS policies
       FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
       WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY 1`,
    );
    const shown = rows.filter((row) => row.shown);
    expect(shown.map((row) => row.name)).toEqual(READABLE);
    expect(rows.filter((row) => !row.shown).map((row) => row.name)).toEqual(WITHHELD);
    const theirOwn = '(tenant_id = ( SELECT bi_tenant() AS bi_tenant))';
    for (const { policies } of shown) {
      expect(policies).toEqual([
        `bi_access permissive ${theirOwn}`,
        `bi_isolation restrictive ${theirOwn}`,
      ]);
    }
  });
});

describe('a BI login', () => {
  it('reads its tenant, and no other', async () => {
    for (const table of READABLE) {
      expect({ table, tenants: await tenantsIn(table) }).toEqual({
        table,
        tenants: [ours!.tenantId],
      });
    }
  });

  it.each([
    (other: string) => `SET app.tenant_id = '${other}'`,
    (other: string) => `SELECT set_config('app.tenant_id', '${other}', false)`,
    (other: string) => `SET app.tenant_id = '${other}'; SET ROLE skyledger_bi`,
    (other: string) => `SET ROLE skyledger_bi; SET app.tenant_id = '${other}'; RESET ROLE`,
    (other: string) => `SET app.tenant_id = '${other}'; RESET ALL`,
    (other: string) => `SET search_path = pg_temp; SET app.tenant_id = '${other}'`,
  ])('sees no other tenant, whatever it sets', async (statement) => {
    await session.query(statement(theirs!.tenantId));
    for (const table of READABLE) {
      expect(await tenantsIn(`public.${table}`)).toEqual([ours!.tenantId]);
    }
  });

  it.each(['skyledger_service', 'skyledger_system', 'postgres'])(
    'does not become %s',
    async (role) => {
      await expect(session.query(`SET ROLE ${role}`)).rejects.toEqual(NOT_ALLOWED);
      await expect(session.query(`SET SESSION AUTHORIZATION ${role}`)).rejects.toEqual(NOT_ALLOWED);
    },
  );

  it('does not put a table of its own in the place of the one that says whose it is', async () => {
    await session.query('CREATE TEMPORARY TABLE bi_logins (tenant_id uuid, login name)');
    await session.query('INSERT INTO pg_temp.bi_logins VALUES ($1, session_user)', [
      theirs!.tenantId,
    ]);
    await session.query('GRANT ALL ON pg_temp.bi_logins TO PUBLIC');
    expect(await tenantsIn('cloud_resources')).toEqual([ours!.tenantId]);
  });

  it('sees no row of others through a function of its own, nor without policies', async () => {
    const seen: (string | undefined)[] = [];
    session.on('notice', (notice) => seen.push(notice.message));
    await session.query(
      `CREATE FUNCTION pg_temp.peek(name text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS
       $$ BEGIN RAISE NOTICE '%', name; RETURN true; END $$`,
    );
    await session.query('SELECT FROM cloud_resources WHERE pg_temp.peek(name)');
    expect(seen).toEqual([`secret name of ${ours!.tenantId}`]);
    await session.query('SET row_security = off');
    await expect(tenantsIn('cloud_resources')).rejects.toThrow('row-level security');
  });

  it('writes nothing', async () => {
    for (const table of [...READABLE, ...WITHHELD]) {
      for (const sql of [
        `INSERT INTO ${table} DEFAULT VALUES`,
        `UPDATE ${table} SET tenant_id = tenant_id`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table}`,
        `SELECT FROM ${table} FOR UPDATE`,
      ]) {
        await expect(session.query(sql)).rejects.toEqual(NOT_ALLOWED);
      }
    }
  });

  it('reads nothing that is withheld, and no message', async () => {
    const messages = ['messages', 'calls', 'dead_letters', 'inbox', 'queues'];
    for (const table of [...WITHHELD, ...messages.map((each) => `messaging.${each}`)]) {
      await expect(session.query(`SELECT FROM ${table}`)).rejects.toEqual(NOT_ALLOWED);
    }
  });

  it('calls none of the functions that work across tenants, but the one that tells its own', async () => {
    const { rows } = await session.query<{ name: string }>(
      `SELECT p.proname AS name FROM pg_proc p WHERE p.prosecdef AND p.pronamespace = 'public'::regnamespace
         AND has_function_privilege(p.oid, 'EXECUTE')`,
    );
    expect(rows).toEqual([{ name: 'bi_tenant' }]);
    await session.query(`SET app.tenant_id = '${theirs!.tenantId}'`);
    const { rows: told } = await session.query('SELECT bi_tenant() AS tenant');
    expect(told).toEqual([{ tenant: ours!.tenantId }]);
  });

  it('sees nothing from its removal on, and cannot log in again', async () => {
    expect(await removeBiLogin(login.ownerUrl, name)).toMatchObject({ isOurs: true });
    expect(await tenantsIn('cloud_resources').catch(() => [])).toEqual([]);
    await expect(connect(name, 'anything')).rejects.toThrow(/authentication failed|does not exist/);
    await expect(removeBiLogin(login.ownerUrl, name)).rejects.toThrow('there is no BI login');
  });

  it('is listed with its tenant, and without its password', async () => {
    const listed = await listBiLogins(login.ownerUrl);
    expect(listed.find((each) => each.login === name)).toEqual({
      login: name,
      tenantId: ours!.tenantId,
      isOurs: true,
      addedAt: expect.any(Date) as Date,
    });
  });

  it('has one tenant, which is there', async () => {
    const { ownerUrl } = login;
    const again = { login: name, tenantId: theirs!.tenantId, exists: true };
    await expect(addBiLogin(ownerUrl, again)).rejects.toThrow('remove it first');
    await expect(addBiLogin(ownerUrl, { ...again, exists: false })).rejects.toThrow('--existing');
    const nowhere = { login: newName(), tenantId: theirs!.runId, exists: false };
    await expect(addBiLogin(ownerUrl, nowhere)).rejects.toThrow('there is no tenant');
    // Nothing is left of what was refused.
    const { rows } = await login.owner.query('SELECT FROM pg_roles WHERE rolname = $1', [
      nowhere.login,
    ]);
    expect(rows).toEqual([]);
  });
});

describe('an existing login', () => {
  const make = async (attributes: string): Promise<string> => {
    const existing = newName();
    await login.owner.query(`CREATE ROLE ${existing} LOGIN PASSWORD 'test' ${attributes}`);
    return existing;
  };
  const add = (existing: string): Promise<string | null> =>
    addBiLogin(login.ownerUrl, { login: existing, tenantId: theirs!.tenantId, exists: true });

  it('keeps its password, and stays when it is removed', async () => {
    const existing = await make('');
    expect(await add(existing)).toBeNull();
    const client = await connect(existing, 'test');
    try {
      const sql = 'SELECT DISTINCT tenant_id FROM cloud_resources';
      expect((await client.query(sql)).rows).toEqual([{ tenant_id: theirs!.tenantId }]);
      await removeBiLogin(login.ownerUrl, existing);
      await expect(client.query(sql)).rejects.toEqual(NOT_ALLOWED);
    } finally {
      await client.end();
      await login.owner.query(`DROP ROLE ${existing}`);
    }
  });

  it.each([
    'SUPERUSER',
    'BYPASSRLS',
    'CREATEROLE',
    'IN ROLE skyledger_service',
    'IN ROLE pg_read_all_data',
  ])('is refused when it would see more: %s', async (attributes) => {
    const existing = await make(attributes);
    try {
      await expect(add(existing)).rejects.toThrow('would see more than its tenant');
    } finally {
      await login.owner.query(`DROP ROLE ${existing}`);
    }
  });

  it('is refused when it is not there', async () => {
    await expect(add(newName())).rejects.toThrow(/there is no login bi_/);
  });
});
