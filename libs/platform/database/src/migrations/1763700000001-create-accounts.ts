import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createRole, isolateTenants } from './tenant-isolation.sql';

/** Roles, tenants, API tokens, accounts and their credentials. */
export class CreateAccounts1763700000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(createRole('skyledger_service'));
    await runner.query(createRole('skyledger_system'));
    await runner.query(`
      GRANT USAGE ON SCHEMA public TO skyledger_service;
      GRANT USAGE, CREATE ON SCHEMA public TO skyledger_system;
      DO $$ BEGIN EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO skyledger_service', current_database()); END $$;

      CREATE TABLE tenants (
        tenant_id uuid PRIMARY KEY,
        name text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      GRANT SELECT, INSERT, UPDATE ON tenants TO skyledger_service;

      CREATE TABLE api_tokens (
        tenant_id uuid NOT NULL REFERENCES tenants,
        id uuid NOT NULL,
        name text NOT NULL,
        token_hash bytea NOT NULL,
        scopes text[] NOT NULL,
        created_by text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz,
        last_used_at timestamptz,
        revoked_at timestamptz,
        PRIMARY KEY (tenant_id, id)
      );
      CREATE UNIQUE INDEX api_tokens_token_hash ON api_tokens (token_hash);
      COMMENT ON COLUMN api_tokens.token_hash IS 'SHA-256 of the token; the token itself is shown once and never stored';
      COMMENT ON COLUMN api_tokens.last_used_at IS 'exact to a minute';
      GRANT SELECT, INSERT, UPDATE ON api_tokens TO skyledger_service;
      GRANT SELECT, UPDATE ON api_tokens TO skyledger_system;

      CREATE TABLE cloud_accounts (
        tenant_id uuid NOT NULL REFERENCES tenants,
        id uuid NOT NULL,
        provider text NOT NULL,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        native_account_id text NOT NULL,
        status text NOT NULL CHECK (status IN ('active', 'pending', 'failed', 'suspended')),
        status_reason text,
        missing_permissions text[] NOT NULL DEFAULT '{}',
        regions text[],
        schedule jsonb NOT NULL,
        is_demo boolean NOT NULL DEFAULT false,
        next_run_at timestamptz,
        run_number bigint NOT NULL DEFAULT 0,
        last_validated_at timestamptz,
        created_by text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (tenant_id, id),
        UNIQUE (tenant_id, provider, native_account_id)
      );
      CREATE INDEX cloud_accounts_due ON cloud_accounts (next_run_at) WHERE next_run_at IS NOT NULL;
      COMMENT ON COLUMN cloud_accounts.regions IS 'selected regions; null means every enabled one';
      COMMENT ON COLUMN cloud_accounts.is_demo IS 'the account is emulated: it is reached at the emulator only';
      COMMENT ON COLUMN cloud_accounts.next_run_at IS 'when the scheduler starts the next run; null means only on request';
      COMMENT ON COLUMN cloud_accounts.run_number IS 'number of the newest run: the fence. Work of a lower number may not write';
      GRANT SELECT, INSERT, UPDATE, DELETE ON cloud_accounts TO skyledger_service;
      GRANT SELECT, UPDATE ON cloud_accounts TO skyledger_system;

      CREATE TABLE cloud_credentials (
        tenant_id uuid NOT NULL,
        account_id uuid NOT NULL,
        key_id text NOT NULL,
        ciphertext bytea NOT NULL,
        fingerprint text NOT NULL,
        stored_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (tenant_id, account_id),
        FOREIGN KEY (tenant_id, account_id) REFERENCES cloud_accounts ON DELETE CASCADE
      );
      COMMENT ON COLUMN cloud_credentials.key_id IS 'which vault key opens it';
      COMMENT ON COLUMN cloud_credentials.ciphertext IS 'nonce(12) || AES-256-GCM ciphertext || tag(16), bound to tenant, account and field';
      GRANT SELECT, INSERT, UPDATE, DELETE ON cloud_credentials TO skyledger_service;
    `);
    for (const table of ['tenants', 'api_tokens', 'cloud_accounts', 'cloud_credentials']) {
      await runner.query(isolateTenants(table));
    }
    await runner.query(`
      CREATE POLICY system_access ON api_tokens TO skyledger_system USING (true);
      CREATE POLICY system_access ON cloud_accounts TO skyledger_system USING (true);

      CREATE FUNCTION principal_of_token(p_hash bytea)
      RETURNS TABLE (tenant_id uuid, token_id uuid, name text, scopes text[])
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
      BEGIN
        UPDATE api_tokens t SET last_used_at = now()
        WHERE t.token_hash = p_hash AND (t.last_used_at IS NULL OR t.last_used_at < now() - interval '1 minute');
        RETURN QUERY
          SELECT t.tenant_id, t.id, t.name, t.scopes FROM api_tokens t
          WHERE t.token_hash = p_hash AND t.revoked_at IS NULL
            AND (t.expires_at IS NULL OR t.expires_at > now());
      END $$;
      ALTER FUNCTION principal_of_token(bytea) OWNER TO skyledger_system;
      REVOKE ALL ON FUNCTION principal_of_token(bytea) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION principal_of_token(bytea) TO skyledger_service;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION principal_of_token(bytea);
      DROP TABLE cloud_credentials, cloud_accounts, api_tokens, tenants;
    `);
  }
}
