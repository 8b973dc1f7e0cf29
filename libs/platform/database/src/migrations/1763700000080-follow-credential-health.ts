import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How old stored credentials are, when they end and what they may do, as far as the provider tells. */
export class FollowCredentialHealth1763700000080 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE cloud_credentials
        ADD COLUMN is_keyless boolean,
        ADD COLUMN issued_at timestamptz,
        ADD COLUMN expires_at timestamptz,
        ADD COLUMN write_permissions text[],
        ADD COLUMN told_level text;
      COMMENT ON COLUMN cloud_credentials.is_keyless IS
        'they hold no secret: the account is opened by an identity; null until the next validation after it came to be remembered';
      COMMENT ON COLUMN cloud_credentials.issued_at IS 'when the provider made them; null when it does not tell';
      COMMENT ON COLUMN cloud_credentials.expires_at IS 'when they end; null when that is never, or not told';
      COMMENT ON COLUMN cloud_credentials.write_permissions IS
        'what they may do beyond reading, in the provider''s words; empty for nothing, null when it cannot be told';
      COMMENT ON COLUMN cloud_credentials.told_level IS
        'level of the last credential.aging event; written by the scheduler alone';

      -- Days: age from which it is a warning, critical; time left from which it is a warning, critical.
      CREATE FUNCTION credential_level(p_is_keyless boolean, p_since timestamptz, p_expires_at timestamptz,
        p_write_permissions text[], p_days integer[]) RETURNS text
      LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
        SELECT CASE
          WHEN p_expires_at <= now() THEN 'expired'
          WHEN p_expires_at <= now() + make_interval(days => p_days[4])
            OR p_is_keyless IS NOT TRUE AND p_since <= now() - make_interval(days => p_days[2]) THEN 'critical'
          WHEN p_expires_at <= now() + make_interval(days => p_days[3])
            OR p_is_keyless IS NOT TRUE AND p_since <= now() - make_interval(days => p_days[1])
            OR cardinality(p_write_permissions) > 0 THEN 'warning'
          WHEN p_is_keyless THEN 'exempt'
          ELSE 'ok' END
      $$;
      REVOKE ALL ON FUNCTION credential_level FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION credential_level TO skyledger_service, skyledger_system;

      GRANT SELECT (tenant_id, account_id, is_keyless, stored_at, issued_at, expires_at, write_permissions, told_level),
        UPDATE (told_level) ON cloud_credentials TO skyledger_system;
      CREATE POLICY system_access ON cloud_credentials TO skyledger_system USING (true);

      -- Claims one credential of any tenant whose level is not the one that was last told, for the
      -- caller's transaction; others skip it meanwhile. That nothing is wrong is no first news.
      CREATE FUNCTION claim_changed_credential(p_days integer[])
      RETURNS TABLE (tenant_id uuid, account_id uuid, level text, previous_level text)
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
        SELECT c.tenant_id, c.account_id, l.level, c.told_level
        FROM cloud_credentials c CROSS JOIN LATERAL credential_level(c.is_keyless,
          least(c.stored_at, c.issued_at), c.expires_at, c.write_permissions, p_days) AS l (level)
        WHERE l.level IS DISTINCT FROM c.told_level
          AND NOT (c.told_level IS NULL AND l.level IN ('ok', 'exempt'))
        ORDER BY c.tenant_id, c.account_id LIMIT 1 FOR UPDATE OF c SKIP LOCKED
      $$;
      ALTER FUNCTION claim_changed_credential OWNER TO skyledger_system;
      REVOKE ALL ON FUNCTION claim_changed_credential FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION claim_changed_credential TO skyledger_service;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION claim_changed_credential, credential_level;
      DROP POLICY system_access ON cloud_credentials;
      REVOKE SELECT (tenant_id, account_id, is_keyless, stored_at, issued_at, expires_at, write_permissions, told_level),
        UPDATE (told_level) ON cloud_credentials FROM skyledger_system;
      ALTER TABLE cloud_credentials DROP COLUMN told_level, DROP COLUMN write_permissions,
        DROP COLUMN expires_at, DROP COLUMN issued_at, DROP COLUMN is_keyless;
    `);
  }
}
