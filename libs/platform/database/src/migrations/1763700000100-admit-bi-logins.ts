import type { MigrationInterface, QueryRunner } from 'typeorm';
import { hideFromBi, showToBi } from './bi-access.sql';
import { isolateTenants } from './tenant-isolation.sql';

const TABLES = [
  'cloud_accounts',
  'cloud_resources',
  'cloud_resource_payloads',
  'cloud_resource_tags',
  'cloud_resource_changes',
  'cloud_resource_annotations',
  'cloud_security_findings',
  'cloud_discovery_runs',
  'cloud_discovery_passes',
  'entities',
  'agents',
];

/** Logins of BI tools, which read the ledger of one tenant each. */
export class AdmitBiLogins1763700000100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Unlike the other roles it is not granted to the owner of the tables: its restrictive policies would
      -- bind the owner too. Who makes a role may grant it to others.
      DO $$ BEGIN
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'skyledger_bi') THEN
          CREATE ROLE skyledger_bi NOLOGIN NOSUPERUSER NOBYPASSRLS;
        END IF;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
      END $$;
      GRANT USAGE ON SCHEMA public TO skyledger_bi;

      CREATE TABLE bi_logins (
        tenant_id uuid NOT NULL REFERENCES tenants,
        login name NOT NULL,
        drop_with_row boolean NOT NULL,
        added_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (tenant_id, login)
      );
      -- One login, one tenant. Only the owner of the tables writes here, so the error tells nobody.
      CREATE UNIQUE INDEX bi_logins_login ON bi_logins (login);
      COMMENT ON TABLE bi_logins IS 'which tenant a database login that is a member of skyledger_bi sees';
      COMMENT ON COLUMN bi_logins.drop_with_row IS 'the login was made for this row, and is dropped when it is removed';
      GRANT SELECT ON bi_logins TO skyledger_system;
      CREATE POLICY system_access ON bi_logins FOR SELECT TO skyledger_system USING (true);

      -- By who logged in, which no statement of a session changes.
      CREATE FUNCTION bi_tenant() RETURNS uuid
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
        SELECT b.tenant_id FROM bi_logins b WHERE b.login = session_user
      $$;
      ALTER FUNCTION bi_tenant OWNER TO skyledger_system;
      REVOKE ALL ON FUNCTION bi_tenant FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION bi_tenant TO skyledger_bi;
    `);
    await runner.query(isolateTenants('bi_logins'));
    for (const table of TABLES) await runner.query(showToBi(table));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of TABLES) await runner.query(hideFromBi(table));
    await runner.query(`
      DROP FUNCTION bi_tenant;
      DROP TABLE bi_logins;
      REVOKE USAGE ON SCHEMA public FROM skyledger_bi;
    `);
  }
}
