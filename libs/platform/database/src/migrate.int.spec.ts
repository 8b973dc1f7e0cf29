import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { migrate, migrationDataSource, MIGRATIONS } from './migrate';
import { insertTenantRows } from './testing/tenant-rows';
import { createTestDatabase, type TestResource } from './testing/test-services';

let resource: TestResource;
let admin: Client;
let url: string;

/** A database without anything in it, on the shared server. */
beforeEach(async () => {
  resource = await createTestDatabase();
  admin = new Client({ connectionString: resource.url });
  await admin.connect();
  const name = `empty_${randomBytes(6).toString('hex')}`;
  await admin.query(`CREATE DATABASE ${name}`);
  const address = new URL(resource.url);
  address.pathname = name;
  url = address.href;
});
afterEach(async () => {
  await admin.query(`DROP DATABASE ${new URL(url).pathname.slice(1)} WITH (FORCE)`);
  await admin.end();
  await resource.drop();
});

async function inDatabase<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const TENANT_ID = '0198a000-0000-7000-8000-000000000001';

/** Goes back until the migration of this name is the last one. */
async function undoUntil(dataSource: DataSource, name: string): Promise<void> {
  const after = MIGRATIONS.length - 1 - MIGRATIONS.findIndex((each) => each.name === name);
  for (let count = 0; count < after; count += 1) await dataSource.undoLastMigration();
}

/** Everything that a migration makes, in words; TypeORM's own table is not of them. */
async function objects(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ object: string }>(
    `SELECT o.object FROM (
       SELECT format('%s %s', c.relkind, c.oid::regclass) AS object, c.relnamespace AS space FROM pg_class c
       UNION ALL
       SELECT format('column %s.%s %s %s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull),
         c.relnamespace FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
         WHERE a.attnum > 0 AND NOT a.attisdropped
       UNION ALL
       SELECT format('function %s %s', p.oid::regprocedure, md5(pg_get_functiondef(p.oid))), p.pronamespace
         FROM pg_proc p WHERE p.prokind = 'f'
       UNION ALL
       SELECT format('constraint %s %s', conrelid::regclass, pg_get_constraintdef(oid)), connamespace FROM pg_constraint
       UNION ALL
       SELECT format('policy %s %s', polname, polrelid::regclass), c.relnamespace
         FROM pg_policy JOIN pg_class c ON c.oid = polrelid
     ) o JOIN pg_namespace n ON n.oid = o.space
     WHERE n.nspname IN ('public', 'messaging') AND o.object !~ 'migrations|PK_' ORDER BY 1`,
  );
  return rows.map((row) => row.object);
}

describe('the migrations', () => {
  it('run once, however many processes start at the same time', async () => {
    await Promise.all([migrate(url), migrate(url), migrate(url)]);
    const { rows } = await inDatabase((client) =>
      client.query<{ name: string }>('SELECT name FROM migrations ORDER BY timestamp'),
    );
    expect(rows.map((row) => row.name)).toEqual(MIGRATIONS.map((migration) => migration.name));
  });

  it('go back one by one with rows in every table, and forward again to the same', async () => {
    await migrate(url);
    const before = await inDatabase(async (client) => {
      await insertTenantRows(client);
      return objects(client);
    });
    expect(before.length).toBeGreaterThan(200);
    const dataSource = await migrationDataSource(url).initialize();
    try {
      for (let count = 0; count < MIGRATIONS.length; count += 1) {
        await dataSource.undoLastMigration();
      }
      expect(await inDatabase(objects)).toEqual([]);
    } finally {
      await dataSource.destroy();
    }
    await migrate(url);
    await inDatabase(async (client) => {
      expect(await objects(client)).toEqual(before);
      await insertTenantRows(client);
    });
  });

  it('each go back and forward over rows of the tables that stay', async () => {
    await migrate(url);
    await inDatabase(insertTenantRows);
    const dataSource = await migrationDataSource(url).initialize();
    try {
      await dataSource.undoLastMigration();
      await dataSource.runMigrations();
    } finally {
      await dataSource.destroy();
    }
    for (const table of ['cloud_resources', 'onboarding_sessions']) {
      const { rows } = await inDatabase((client) => client.query(`SELECT FROM ${table}`));
      expect(rows).toHaveLength(1);
    }
  });

  it('have payloads compressed with lz4 where the server is built with it', async () => {
    await migrate(url);
    const { rows } = await inDatabase((client) =>
      client.query<{ compression: string; has_lz4: boolean }>(
        `SELECT attcompression AS compression, 'lz4' = ANY (enumvals) AS has_lz4
         FROM pg_attribute, pg_settings
         WHERE attrelid = 'cloud_resource_payloads'::regclass AND attname = 'payload'
           AND pg_settings.name = 'default_toast_compression'`,
      ),
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]!.compression).toBe(rows[0]!.has_lz4 ? 'l' : '');
  });

  it('turn the scopes of tokens into permissions, and back', async () => {
    const dataSource = await migrationDataSource(url).initialize();
    const scopes = (): Promise<{ name: string; scopes: string[] }[]> =>
      inDatabase(async (client) => {
        const { rows } = await client.query('SELECT name, scopes FROM api_tokens ORDER BY name');
        return rows;
      });
    try {
      await dataSource.runMigrations();
      await undoUntil(dataSource, 'AnnotateResources1763700000030');
      await inDatabase(async (client) => {
        await client.query(`INSERT INTO tenants VALUES ('${TENANT_ID}', 'a tenant')`);
        for (const held of [['read'], ['read', 'manage', 'ops'], ['ops']]) {
          await client.query(
            `INSERT INTO api_tokens (tenant_id, id, name, token_hash, scopes, created_by)
             VALUES ($1, gen_random_uuid(), $2::text, sha256($2::text::bytea), $3, 'test')`,
            [TENANT_ID, held.join(' '), held],
          );
        }
      });
      const before = await scopes();
      await dataSource.runMigrations();
      expect(await scopes()).toEqual([
        { name: 'ops', scopes: ['Ops:manage'] },
        { name: 'read', scopes: ['CloudConnector:read', 'Resource:read'] },
        {
          name: 'read manage ops',
          scopes: [
            'CloudConnector:read',
            'Resource:read',
            'CloudConnector:run',
            'CloudConnector:manage',
            'Resource:annotate',
            'Agent:register',
            'Access:read',
            'Access:manage',
            'Audit:read',
            'Ops:manage',
          ],
        },
      ]);
      await undoUntil(dataSource, 'AnnotateResources1763700000030');
      expect(await scopes()).toEqual(before);
    } finally {
      await dataSource.destroy();
    }
  });
});
