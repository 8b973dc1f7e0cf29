import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadConfig } from '@skyledger/config';
import { Database, migrate } from '@skyledger/database';
import { type PrivatePostgres, startPrivatePostgres } from '@skyledger/testing';
import { Client } from 'pg';
import { runCommand } from './run-command';

const SCRIPT = join(__dirname, '../../../deploy/compose/create-logins.sql');
const VARIABLES: Readonly<Record<string, string>> = {
  owner_password: 'the-owners',
  service_password: 'the-services',
};

const TENANT = '0198a000-0000-7000-8000-000000000001';

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
    const rows = await database.withTenant(TENANT, async (tx) => {
      await tx.query('INSERT INTO tenants (tenant_id, name) VALUES ($1, $2)', [TENANT, 'ours']);
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

  it('lets the owner of the tables add, list and remove BI logins', async () => {
    const config = loadConfig(
      {
        DATABASE_URL: url('skyledger_app', 'the-services'),
        DATABASE_MIGRATION_URL: url('skyledger_owner', 'the-owners'),
      },
      'distributed',
    );
    const lines: string[] = [];
    const tell = (line: string): unknown => lines.push(line);
    await runCommand(
      { name: 'bi-logins add', tenantId: TENANT, login: 'tableau', exists: false },
      config,
      tell,
    );
    const password = /not shown again: ([\w-]{32})$/.exec(lines[1]!)![1]!;
    const sql = `DO $$ BEGIN IF (SELECT count(*) FROM entities) <> 1 THEN RAISE 'not one root'; END IF; END $$`;
    expect(await refusal('tableau', password, sql)).toBe('was allowed');
    await runCommand({ name: 'bi-logins list' }, config, tell);
    expect(lines[2]).toMatch(new RegExp(`^tableau {2}${TENANT} {2}\\S+ {2}made$`));
    await runCommand({ name: 'bi-logins remove', login: 'tableau' }, config, tell);
    expect(lines[3]).toBe('tableau is dropped.');
    // The owner itself is not bound by what binds them.
    const mine = `SELECT pg_has_role('skyledger_owner', 'skyledger_bi', 'USAGE') AS bound`;
    const client = new Client({ connectionString: url('skyledger_owner', 'the-owners') });
    await client.connect();
    try {
      expect((await client.query(mine)).rows).toEqual([{ bound: false }]);
    } finally {
      await client.end();
    }
  });

  it('shows services no row without a tenant', async () => {
    const sql = `DO $$ BEGIN IF EXISTS (SELECT FROM tenants) THEN RAISE 'rows'; END IF; END $$`;
    expect(await refusal('skyledger_app', 'the-services', sql)).toBe('was allowed');
  });
});
