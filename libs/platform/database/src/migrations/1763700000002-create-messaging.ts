import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants } from './tenant-isolation.sql';

/**
 * The outbox, and the tables of the transport that lives in the database. A service writes outbox
 * rows of its tenant only; the relay, which serves all tenants, works through functions.
 */
export class CreateMessaging1763700000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(OUTBOX);
    await runner.query(isolateTenants('outbox'));
    await runner.query(RELAY_FUNCTIONS);
    await runner.query(TRANSPORT);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP SCHEMA messaging CASCADE;
      DROP FUNCTION outbox_take, outbox_delete, outbox_postpone, outbox_backlog;
      DROP TABLE outbox;
      DROP FUNCTION notify_outbox;
    `);
  }
}

const OUTBOX = `
  CREATE TABLE outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tenant_id uuid NOT NULL,
    message_id uuid NOT NULL,
    name text NOT NULL,
    routing_key text NOT NULL,
    mandatory boolean NOT NULL,
    headers jsonb NOT NULL,
    body text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    due_at timestamptz NOT NULL DEFAULT now()
  ) WITH (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);
  CREATE INDEX outbox_due ON outbox (due_at, id);
  COMMENT ON COLUMN outbox.mandatory IS 'publishing it without any bound queue is an error';
  COMMENT ON COLUMN outbox.headers IS 'W3C trace context of the transaction that wrote it';
  COMMENT ON COLUMN outbox.body IS 'the envelope as JSON; text, because nothing looks into it';
  COMMENT ON COLUMN outbox.due_at IS 'later than created_at when it could not be routed and is tried again';
  GRANT INSERT ON outbox TO skyledger_service;
  GRANT SELECT, UPDATE, DELETE ON outbox TO skyledger_system;
  CREATE POLICY relay ON outbox TO skyledger_system USING (true) WITH CHECK (true);

  CREATE FUNCTION notify_outbox() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
  BEGIN
    PERFORM pg_notify('skyledger_outbox', '');
    RETURN NULL;
  END $$;
  CREATE TRIGGER outbox_written AFTER INSERT ON outbox
    FOR EACH STATEMENT EXECUTE FUNCTION notify_outbox();
`;

const RELAY_FUNCTIONS = `
  -- Locks and returns due rows for the rest of the transaction, bounded in number and in bytes (but
  -- always at least one). Several relays take different rows.
  CREATE FUNCTION outbox_take(p_rows integer, p_bytes bigint)
  RETURNS TABLE (id bigint, tenant_id uuid, message_id uuid, name text, routing_key text,
    mandatory boolean, headers jsonb, body text)
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    WITH due AS (
      SELECT o.* FROM outbox o WHERE o.due_at <= now()
      ORDER BY o.due_at, o.id LIMIT p_rows FOR UPDATE SKIP LOCKED
    ), measured AS (
      SELECT d.*, sum(octet_length(d.body)) OVER (ORDER BY d.id) - octet_length(d.body) AS bytes_before
      FROM due d
    )
    SELECT m.id, m.tenant_id, m.message_id, m.name, m.routing_key, m.mandatory, m.headers, m.body
    FROM measured m WHERE m.bytes_before < p_bytes ORDER BY m.id
  $$;

  CREATE FUNCTION outbox_delete(p_ids bigint[]) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    DELETE FROM outbox WHERE id = ANY (p_ids)
  $$;

  -- Leaves rows that could not be routed for later: the older, the longer, up to five minutes.
  CREATE FUNCTION outbox_postpone(p_ids bigint[]) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    UPDATE outbox SET due_at = now()
      + least(greatest(now() - created_at, interval '0.5 seconds'), interval '5 minutes')
    WHERE id = ANY (p_ids)
  $$;

  CREATE FUNCTION outbox_backlog() RETURNS TABLE (depth bigint, oldest_seconds double precision)
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT count(*), coalesce(extract(epoch FROM now() - min(created_at)), 0)::double precision FROM outbox
  $$;

  ALTER FUNCTION outbox_take OWNER TO skyledger_system;
  ALTER FUNCTION outbox_delete OWNER TO skyledger_system;
  ALTER FUNCTION outbox_postpone OWNER TO skyledger_system;
  ALTER FUNCTION outbox_backlog OWNER TO skyledger_system;
  REVOKE ALL ON FUNCTION outbox_take, outbox_delete, outbox_postpone, outbox_backlog FROM PUBLIC;
  GRANT EXECUTE ON FUNCTION outbox_take, outbox_delete, outbox_postpone, outbox_backlog
    TO skyledger_service;
`;

/**
 * Like the queues of a broker these tables hold messages of all tenants, and only messages: ids, no
 * tenant's data. They are reached by the messaging library alone.
 */
const TRANSPORT = `
  CREATE SCHEMA messaging;
  GRANT USAGE ON SCHEMA messaging TO skyledger_service;

  CREATE TABLE messaging.queues (
    queue text PRIMARY KEY,
    routing_key text NOT NULL,
    and_below boolean NOT NULL,
    declared_at timestamptz NOT NULL DEFAULT now()
  );
  COMMENT ON TABLE messaging.queues IS 'every queue a consumer ever declared, whatever the transport';
  COMMENT ON COLUMN messaging.queues.and_below IS 'also receives keys that continue routing_key after a dot';
  GRANT SELECT, INSERT, UPDATE, DELETE ON messaging.queues TO skyledger_service;

  CREATE TABLE messaging.messages (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    queue text NOT NULL,
    message_id uuid NOT NULL,
    headers jsonb NOT NULL,
    body text NOT NULL,
    visible_at timestamptz NOT NULL DEFAULT now(),
    attempts integer NOT NULL DEFAULT 0,
    unanswered integer NOT NULL DEFAULT 0
  ) WITH (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000);
  CREATE INDEX messages_due ON messaging.messages (queue, visible_at, id);
  COMMENT ON COLUMN messaging.messages.visible_at IS
    'due from here on: the end of the consumer''s lease, or the time of the next try';
  COMMENT ON COLUMN messaging.messages.attempts IS 'tries begun, which fences a consumer that lost its lease';
  COMMENT ON COLUMN messaging.messages.unanswered IS
    'tries begun since the last one that reported an outcome; 0 when nobody holds the message';
  GRANT SELECT, INSERT, UPDATE, DELETE ON messaging.messages TO skyledger_service;

  CREATE TABLE messaging.dead_letters (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    queue text NOT NULL,
    message_id uuid NOT NULL,
    headers jsonb NOT NULL,
    body text NOT NULL,
    error text NOT NULL,
    attempts integer NOT NULL,
    failed_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX dead_letters_of_queue ON messaging.dead_letters (queue, id);
  GRANT SELECT, INSERT, DELETE ON messaging.dead_letters TO skyledger_service;

  -- Requests and replies live for seconds and are lost with the server, as their callers are.
  CREATE UNLOGGED TABLE messaging.calls (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    queue text NOT NULL,
    correlation_id uuid NOT NULL,
    reply_to text,
    headers jsonb NOT NULL,
    body text NOT NULL,
    expires_at timestamptz NOT NULL
  );
  CREATE INDEX calls_of_queue ON messaging.calls (queue, id);
  COMMENT ON COLUMN messaging.calls.reply_to IS 'queue of the reply; null in the reply itself';
  -- UPDATE is never used; locking rows demands it.
  GRANT SELECT, INSERT, UPDATE, DELETE ON messaging.calls TO skyledger_service;

  CREATE TABLE messaging.inbox (
    queue text NOT NULL,
    message_id uuid NOT NULL,
    processed_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (queue, message_id)
  );
  CREATE INDEX inbox_processed ON messaging.inbox USING brin (processed_at);
  COMMENT ON TABLE messaging.inbox IS 'messages whose effect is committed, for handlers that are not idempotent by nature';
  GRANT SELECT, INSERT, DELETE ON messaging.inbox TO skyledger_service;
`;
