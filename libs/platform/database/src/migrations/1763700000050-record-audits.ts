import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants } from './tenant-isolation.sql';

/** Who did what, kept for good. */
export class RecordAudits1763700000050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_log (
        tenant_id uuid NOT NULL REFERENCES tenants,
        id bigint GENERATED ALWAYS AS IDENTITY,
        occurred_at timestamptz NOT NULL DEFAULT now(),
        actor_kind text NOT NULL CHECK (actor_kind IN ('token', 'user', 'system')),
        actor_id text,
        actor_name text NOT NULL,
        action text NOT NULL CHECK (action ~ '^[a-z_]+[.][a-z_]+$'),
        target_kind text NOT NULL CHECK (target_kind ~ '^[a-z_]+$'),
        target_id text NOT NULL,
        target_name text,
        outcome text NOT NULL CHECK (outcome IN ('done', 'refused')),
        reason text,
        changes jsonb,
        request_id text,
        trace_id text,
        client_address text,
        PRIMARY KEY (tenant_id, id)
      );
      CREATE INDEX audit_log_newest ON audit_log (tenant_id, occurred_at DESC, id DESC);
      CREATE INDEX audit_log_of_target ON audit_log (tenant_id, target_kind, target_id, occurred_at DESC, id DESC);
      CREATE INDEX audit_log_of_action ON audit_log (tenant_id, action, occurred_at DESC, id DESC);
      CREATE INDEX audit_log_of_actor_id ON audit_log (tenant_id, actor_id, occurred_at DESC, id DESC);
      CREATE INDEX audit_log_of_actor_name ON audit_log (tenant_id, actor_name, occurred_at DESC, id DESC);
      COMMENT ON TABLE audit_log IS 'who did what; rows are added in the transaction of what they tell, and never changed or deleted';
      COMMENT ON COLUMN audit_log.occurred_at IS 'when the transaction began';
      COMMENT ON COLUMN audit_log.actor_id IS 'the token''s id, the person''s subject; null for the system';
      COMMENT ON COLUMN audit_log.target_id IS 'refers to nothing: the entry outlives what it is about';
      COMMENT ON COLUMN audit_log.target_name IS 'as it was then';
      COMMENT ON COLUMN audit_log.changes IS '{"field": {"from": ..., "to": ...}}; never a secret';
      COMMENT ON COLUMN audit_log.request_id IS 'X-Request-Id of the answer';
      COMMENT ON COLUMN audit_log.trace_id IS 'W3C trace id, as log lines carry it';
      GRANT SELECT, INSERT ON audit_log TO skyledger_service;

      -- The services have no right to change entries; this holds for everybody else.
      CREATE FUNCTION refuse_audit_change() RETURNS trigger
      LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
      BEGIN
        RAISE EXCEPTION 'audit_log is append-only' USING ERRCODE = 'insufficient_privilege';
      END $$;
      CREATE TRIGGER audit_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
    `);
    await runner.query(isolateTenants('audit_log'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE audit_log;
      DROP FUNCTION refuse_audit_change;
    `);
  }
}
