import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants } from './tenant-isolation.sql';

/** What people have filled in of accounts that are not there yet. */
export class KeepOnboardingSessions1763700000070 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE onboarding_sessions (
        tenant_id uuid NOT NULL REFERENCES tenants,
        id uuid NOT NULL,
        owner text NOT NULL,
        account_id uuid NOT NULL,
        status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'completed')),
        provider text,
        settings jsonb,
        method text,
        key_id text,
        ciphertext bytea,
        fingerprint text,
        credentials_stored_at timestamptz,
        inputs_version bigint NOT NULL DEFAULT 0,
        validation jsonb,
        validated_inputs bigint,
        validated_at timestamptz,
        version bigint NOT NULL DEFAULT 1,
        created_by text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, id),
        CHECK (num_nulls(key_id, ciphertext, fingerprint, credentials_stored_at) IN (0, 4)),
        CHECK (num_nulls(validation, validated_inputs, validated_at) IN (0, 3)),
        -- The account has them then.
        CHECK (status = 'open' OR ciphertext IS NULL)
      );
      CREATE INDEX onboarding_sessions_expiry ON onboarding_sessions (expires_at);
      CREATE INDEX onboarding_sessions_owner ON onboarding_sessions (tenant_id, owner, id);
      COMMENT ON TABLE onboarding_sessions IS
        'written by the accounts service; deleted by the scheduler when they have expired';
      COMMENT ON COLUMN onboarding_sessions.owner IS 'the principal that began it; nobody else sees it';
      COMMENT ON COLUMN onboarding_sessions.account_id IS
        'the id that the account will have, or has: so one session never makes two accounts';
      COMMENT ON COLUMN onboarding_sessions.settings IS 'what the account is to be called, and what is read of it when';
      COMMENT ON COLUMN onboarding_sessions.method IS 'how to authenticate, in the words of the provider''s form';
      COMMENT ON COLUMN onboarding_sessions.key_id IS 'which vault key opens it';
      COMMENT ON COLUMN onboarding_sessions.ciphertext IS
        'nonce(12) || AES-256-GCM ciphertext || tag(16), bound to tenant, session (in the place of the account) and field';
      COMMENT ON COLUMN onboarding_sessions.inputs_version IS
        'counts the changes that a validation would have to be repeated for';
      COMMENT ON COLUMN onboarding_sessions.validation IS 'what the provider said, accepted or refused';
      COMMENT ON COLUMN onboarding_sessions.validated_inputs IS
        'the inputs_version that was validated; a validation of an older one is stale';
      COMMENT ON COLUMN onboarding_sessions.version IS 'counts what people changed. The ETag of the API';
      GRANT SELECT, INSERT, UPDATE, DELETE ON onboarding_sessions TO skyledger_service;
      GRANT SELECT, UPDATE, DELETE ON onboarding_sessions TO skyledger_system;
    `);
    await runner.query(isolateTenants('onboarding_sessions'));
    await runner.query(`
      CREATE POLICY system_access ON onboarding_sessions TO skyledger_system USING (true);

      -- Deletes sessions of any tenant that have ended, and with them the credentials they hold;
      -- those that somebody works on at this moment come with the next call.
      CREATE FUNCTION delete_expired_onboarding_sessions(p_limit integer) RETURNS integer
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
        WITH expired AS (
          SELECT s.tenant_id, s.id FROM onboarding_sessions s WHERE s.expires_at <= now()
          ORDER BY s.expires_at LIMIT p_limit FOR UPDATE SKIP LOCKED
        ), deleted AS (
          DELETE FROM onboarding_sessions s USING expired e
          WHERE s.tenant_id = e.tenant_id AND s.id = e.id RETURNING 1
        )
        SELECT count(*)::integer FROM deleted
      $$;
      ALTER FUNCTION delete_expired_onboarding_sessions OWNER TO skyledger_system;
      REVOKE ALL ON FUNCTION delete_expired_onboarding_sessions FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION delete_expired_onboarding_sessions TO skyledger_service;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION delete_expired_onboarding_sessions;
      DROP TABLE onboarding_sessions;
    `);
  }
}
