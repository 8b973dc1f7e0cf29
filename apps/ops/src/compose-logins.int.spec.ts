import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Database, migrate } from '@skyledger/database';
import { type PrivatePostgres, startPrivatePostgres } from '@skyledger/testing';
import { Client } from 'pg';

const SCRIPT = join(__dirname, '../../../deploy/compose/create-logins.sql');
const VARIABLES: Readonly<Record<string, string>> = {
  owner_password: 'the-owners',
  service_password: 'the-services',
};

/** The statements of the script, as psql would send them. */
function statements(): string[] {
  return readFileSync(SCRIPT, 'utf8')
    .replace(/^(?:--|\\).*$/gm, '')
    .replace(/:'(\w+)'/g, (_all, name: string) => `'${VARIABLES[name]!}'`)
    .split(/;\s*\n/)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

/** The logins that docker-compose.yml makes, which are no superusers, suffice and are not too much. */
describe('logins of the distributed form', () => {
  let postgres: PrivatePostgres;

  const url = (login: string, password: string): string => {
    const address = new URL(postgres.url('skyledger'));
    address.username = login;
    address.password = password;
    return address.href;
  };
  const refusal = async (login: string, password: string, sql: string): Promise<string> => {
    const client = new Client({ connectionString: url(login, password) });
    await client.connect();
    try {
      return await client.query(sql).then(
        () => 'was allowed',
        (error: Error) => error.message,
      );
    } finally {
      await client.end();
    }
  };

  beforeAll(async () => {
    postgres = await startPrivatePostgres();
    const superuser = new Client({ connectionString: postgres.url() });
    await superuser.connect();
    for (const statement of statements()) await superuser.query(statement);
    await superuser.end();
    await migrate(url('skyledger_owner', 'the-owners'));
  });
  afterAll(() => postgres?.dispose());

  it('lets services work within a tenant', async () => {
    const database = await Database.connect({
      url: url('skyledger_app', 'the-services'),
      poolSize: 1,
      applicationName: 'compose logins test',
    });
    const tenantId = '0198a000-0000-7000-8000-000000000001';
    const rows = await database.withTenant(tenantId, async (tx) => {
      await tx.query('INSERT INTO tenants (tenant_id, name) VALUES ($1, $2)', [tenantId, 'ours']);
      await tx.query('SELECT * FROM claim_due_account($1)', [[]]);
      return tx.query<{ name: string }>('SELECT name FROM tenants');
    });
    await database.close();
    expect(rows).toEqual([{ name: 'ours' }]);
  });

  it.each([
    ['SET ROLE skyledger_owner', /permission denied to set role/],
    ['SET ROLE skyledger_system', /permission denied to set role/],
    ['ALTER TABLE cloud_accounts NO FORCE ROW LEVEL SECURITY', /must be owner/],
    ['CREATE TABLE mine (id integer)', /permission denied for schema public/],
    ['CREATE ROLE mine', /permission denied to create role/],
  ])('keeps services from %s', async (sql, reason) => {
    expect(await refusal('skyledger_app', 'the-services', sql)).toMatch(reason);
  });

  it('shows services no row without a tenant', async () => {
    const sql = `DO $$ BEGIN IF EXISTS (SELECT FROM tenants) THEN RAISE 'rows'; END IF; END $$`;
    expect(await refusal('skyledger_app', 'the-services', sql)).toBe('was allowed');
  });
});
