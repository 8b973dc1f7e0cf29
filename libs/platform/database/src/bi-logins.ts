import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { sqlState } from './database-errors';
import { migrationDataSource } from './migrate';

/** A login of the database that reads the ledger of one tenant. */
export interface BiLogin {
  readonly login: string;
  readonly tenantId: string;
  /** Whether it was made with its row, and is dropped with it. */
  readonly isOurs: boolean;
  readonly addedAt: Date;
}

export interface NewBiLogin {
  readonly login: string;
  readonly tenantId: string;
  /** The login is there already: no login and no password is made. */
  readonly exists: boolean;
}

const PASSWORD_BYTES = 24;
const UNIQUE_VIOLATION = '23505';
const FOREIGN_KEY_VIOLATION = '23503';
const DUPLICATE_OBJECT = '42710';

/**
 * Lets a login read the ledger of a tenant.
 * @param url of the login that owns the tables
 * @returns the password of a new login, which is stored nowhere; null for one that was there
 * @throws Error when it cannot be, with what to do
 */
export async function addBiLogin(url: string, added: NewBiLogin): Promise<string | null> {
  const { login, tenantId, exists } = added;
  const password = exists ? null : randomBytes(PASSWORD_BYTES).toString('base64url');
  return asOwner(url, async (manager) => {
    try {
      const name = await quoted(manager, login);
      if (password === null) await mustBeHarmless(manager, login);
      else await manager.query(`CREATE ROLE ${name} LOGIN PASSWORD '${verifierOf(password)}'`);
      await manager.query(`GRANT skyledger_bi TO ${name}`);
      await actAs(manager, tenantId);
      await manager.query(
        'INSERT INTO bi_logins (tenant_id, login, drop_with_row) VALUES ($1, $2, $3)',
        [tenantId, login, !exists],
      );
    } catch (error) {
      throw explained(error, added);
    }
    return password;
  });
}

/** Every BI login of every tenant, by name. */
export async function listBiLogins(url: string): Promise<BiLogin[]> {
  return asOwner(url, read);
}

/**
 * Takes from a login what it sees, at once also in its open sessions, and drops it when it was made by us.
 * @throws Error when there is no such login
 */
export async function removeBiLogin(url: string, login: string): Promise<BiLogin> {
  return asOwner(url, async (manager) => {
    const known = (await read(manager)).find((each) => each.login === login);
    if (known === undefined) throw new Error(`there is no BI login ${login}`);
    await actAs(manager, known.tenantId);
    await manager.query('DELETE FROM bi_logins WHERE tenant_id = $1 AND login = $2', [
      known.tenantId,
      login,
    ]);
    const [role] = await manager.query<object[]>('SELECT FROM pg_roles WHERE rolname = $1', [
      login,
    ]);
    if (role === undefined) return known;
    const name = await quoted(manager, login);
    await manager.query(known.isOurs ? `DROP ROLE ${name}` : `REVOKE skyledger_bi FROM ${name}`);
    return known;
  });
}

async function asOwner<T>(url: string, work: (manager: EntityManager) => Promise<T>): Promise<T> {
  const dataSource = await migrationDataSource(url).initialize();
  try {
    return await dataSource.transaction(work);
  } finally {
    await dataSource.destroy();
  }
}

/** The owner of the tables is bound by their policies too, apart from those of the system role. */
async function actAs(manager: EntityManager, tenantId: string): Promise<void> {
  await manager.query(`SELECT set_config('app.tenant_id', $1, true)`, [tenantId]);
}

async function read(manager: EntityManager): Promise<BiLogin[]> {
  return manager.query<BiLogin[]>(
    `SELECT login::text, tenant_id AS "tenantId", drop_with_row AS "isOurs", added_at AS "addedAt"
     FROM bi_logins ORDER BY 1`,
  );
}

async function quoted(manager: EntityManager, name: string): Promise<string> {
  const [row] = await manager.query<{ name: string }[]>('SELECT quote_ident($1) AS name', [name]);
  return row!.name;
}

/** A login that may become somebody else who reads the tables would leave its tenant that way. */
async function mustBeHarmless(manager: EntityManager, login: string): Promise<void> {
  const [found] = await manager.query<{ through: string | null }[]>(
    `SELECT (
       SELECT min(r.rolname::text) FROM pg_roles r
       WHERE pg_has_role(l.oid, r.oid, 'MEMBER')
         AND (r.rolsuper OR r.rolbypassrls OR r.rolcreaterole
           OR has_any_column_privilege(r.oid, 'cloud_credentials', 'SELECT')
           OR has_table_privilege(r.oid, 'cloud_accounts', 'SELECT') AND NOT pg_has_role(r.oid, b.oid, 'USAGE'))
     ) AS through
     FROM pg_roles l, pg_roles b WHERE l.rolname = $1 AND l.rolcanlogin AND b.rolname = 'skyledger_bi'`,
    [login],
  );
  if (found === undefined) throw new Error(`there is no login ${login} in the database`);
  if (found.through === null) return;
  const by = found.through === login ? '' : `, as it may act as ${found.through}`;
  throw new Error(`the login ${login} would see more than its tenant${by}: use one without rights`);
}

/**
 * What Postgres keeps of a password. Made here, so that no statement and no log of them has the password.
 * Source: https://www.rfc-editor.org/rfc/rfc5803
 */
function verifierOf(password: string): string {
  const [iterations, salt] = [4096, randomBytes(16)];
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const keyed = (text: string): Buffer => createHmac('sha256', salted).update(text).digest();
  const stored = createHash('sha256').update(keyed('Client Key')).digest('base64');
  const server = keyed('Server Key').toString('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${stored}:${server}`;
}

function explained(error: unknown, { login, tenantId }: NewBiLogin): unknown {
  const reason = {
    [UNIQUE_VIOLATION]: `the login ${login} reads the ledger of a tenant already: remove it first`,
    [FOREIGN_KEY_VIOLATION]: `there is no tenant ${tenantId}`,
    [DUPLICATE_OBJECT]: `there is a login ${login} already: take it with --existing`,
  }[sqlState(error) ?? ''];
  return reason === undefined ? error : new Error(reason);
}
