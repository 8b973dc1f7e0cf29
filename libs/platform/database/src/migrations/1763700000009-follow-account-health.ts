import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whether the credentials of an account are still accepted, as validations and runs tell. */
export class FollowAccountHealth1763700000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE cloud_accounts
        ADD COLUMN authentication_failures integer NOT NULL DEFAULT 0,
        ADD COLUMN judged_run_number bigint NOT NULL DEFAULT 0,
        ADD COLUMN validation_requested_at timestamptz;
      COMMENT ON COLUMN cloud_accounts.status IS 'written by the accounts service alone, as validations and ended runs tell';
      COMMENT ON COLUMN cloud_accounts.authentication_failures IS
        'validations and runs in a row that the provider refused; ends with the first one that it accepts';
      COMMENT ON COLUMN cloud_accounts.judged_run_number IS
        'the outcome of runs up to this number is part of status and authentication_failures';
      COMMENT ON COLUMN cloud_accounts.validation_requested_at IS
        'when the scheduler, which alone writes it, last asked for a validation';
      ALTER TABLE cloud_credentials ADD COLUMN type text;
      COMMENT ON COLUMN cloud_credentials.type IS
        'kind of credentials, in the words of the provider''s form; null for what was stored before it was remembered';

      -- Claims one account of any tenant whose last validation is too old, for the caller's
      -- transaction; others skip it meanwhile. Suspended ones wait for a person.
      CREATE FUNCTION claim_stale_validation(p_age_seconds double precision, p_patience_seconds double precision)
      RETURNS TABLE (tenant_id uuid, account_id uuid)
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
        SELECT a.tenant_id, a.id FROM cloud_accounts a
        WHERE a.status <> 'suspended'
          AND coalesce(a.last_validated_at, a.created_at) < now() - make_interval(secs => p_age_seconds)
          AND coalesce(a.validation_requested_at < now() - make_interval(secs => p_patience_seconds), true)
        ORDER BY a.last_validated_at NULLS FIRST, a.id LIMIT 1 FOR UPDATE SKIP LOCKED
      $$;
      ALTER FUNCTION claim_stale_validation OWNER TO skyledger_system;
      REVOKE ALL ON FUNCTION claim_stale_validation FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION claim_stale_validation TO skyledger_service;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION claim_stale_validation;
      ALTER TABLE cloud_credentials DROP COLUMN type;
      ALTER TABLE cloud_accounts
        DROP COLUMN validation_requested_at, DROP COLUMN judged_run_number, DROP COLUMN authentication_failures;
      COMMENT ON COLUMN cloud_accounts.status IS NULL;
    `);
  }
}
