import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants } from './tenant-isolation.sql';

/** Requests with an idempotency key, and what they were answered. */
export class RememberRequests1763700000051 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE idempotency_keys (
        tenant_id uuid NOT NULL REFERENCES tenants,
        principal text NOT NULL,
        key_hash bytea NOT NULL,
        fingerprint bytea NOT NULL,
        operation_id uuid NOT NULL,
        attempt uuid NOT NULL,
        leased_until timestamptz NOT NULL,
        status integer,
        headers jsonb,
        vault_key_id text,
        body bytea,
        expires_at timestamptz NOT NULL,
        PRIMARY KEY (tenant_id, principal, key_hash),
        CHECK ((status IS NULL) = (headers IS NULL) AND (status IS NULL) = (body IS NULL))
      );
      CREATE INDEX idempotency_keys_expired ON idempotency_keys (expires_at);
      COMMENT ON COLUMN idempotency_keys.principal IS 'kind and id of who sent the key; others may use the same';
      COMMENT ON COLUMN idempotency_keys.key_hash IS 'SHA-256 of the key; the key itself is not stored';
      COMMENT ON COLUMN idempotency_keys.fingerprint IS
        'HMAC-SHA-256, under the key, of method, path and body: without the key, it tells nothing of the body';
      COMMENT ON COLUMN idempotency_keys.operation_id IS 'id of what the request makes, the same for each attempt';
      COMMENT ON COLUMN idempotency_keys.attempt IS 'the fence: only the newest attempt stores its answer';
      COMMENT ON COLUMN idempotency_keys.leased_until IS 'a request with the key is under way until then, unless there is a status';
      COMMENT ON COLUMN idempotency_keys.status IS 'of the answer; null while there is none';
      COMMENT ON COLUMN idempotency_keys.vault_key_id IS 'which vault key opens the body; null where it is not sealed';
      GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_keys TO skyledger_service;
      GRANT SELECT, UPDATE, DELETE ON idempotency_keys TO skyledger_system;
    `);
    await runner.query(isolateTenants('idempotency_keys'));
    await runner.query(`
      CREATE POLICY system_access ON idempotency_keys TO skyledger_system USING (true);

      CREATE FUNCTION delete_expired_idempotency_keys(p_most integer) RETURNS integer
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
      DECLARE deleted integer;
      BEGIN
        DELETE FROM idempotency_keys k USING (
          SELECT e.tenant_id, e.principal, e.key_hash FROM idempotency_keys e
          WHERE e.expires_at < now() ORDER BY e.expires_at LIMIT p_most FOR UPDATE SKIP LOCKED
        ) expired
        WHERE k.tenant_id = expired.tenant_id AND k.principal = expired.principal
          AND k.key_hash = expired.key_hash;
        GET DIAGNOSTICS deleted = ROW_COUNT;
        RETURN deleted;
      END $$;
      ALTER FUNCTION delete_expired_idempotency_keys(integer) OWNER TO skyledger_system;
      REVOKE ALL ON FUNCTION delete_expired_idempotency_keys(integer) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION delete_expired_idempotency_keys(integer) TO skyledger_service;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION delete_expired_idempotency_keys(integer);
      DROP TABLE idempotency_keys;
    `);
  }
}
