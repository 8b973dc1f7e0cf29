import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants } from './tenant-isolation.sql';

/** Runs, passes, and what a pass saw. */
export class CreateDiscovery1763700000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE cloud_discovery_runs (
        tenant_id uuid NOT NULL,
        id uuid NOT NULL,
        account_id uuid NOT NULL,
        number bigint NOT NULL,
        trigger text NOT NULL CHECK (trigger IN ('created', 'manual', 'schedule')),
        requested_by text NOT NULL,
        status text NOT NULL CHECK (status IN ('queued', 'running', 'completed', 'partial', 'failed', 'cancelled')),
        attempts integer NOT NULL DEFAULT 0,
        leased_until timestamptz NOT NULL,
        discovered bigint NOT NULL DEFAULT 0,
        created bigint NOT NULL DEFAULT 0,
        updated bigint NOT NULL DEFAULT 0,
        unchanged bigint NOT NULL DEFAULT 0,
        removed bigint NOT NULL DEFAULT 0,
        provider_errors jsonb NOT NULL DEFAULT '[]',
        requested_at timestamptz NOT NULL DEFAULT now(),
        started_at timestamptz,
        finished_at timestamptz,
        PRIMARY KEY (tenant_id, id),
        UNIQUE (tenant_id, account_id, number),
        FOREIGN KEY (tenant_id, account_id) REFERENCES cloud_accounts ON DELETE CASCADE
      );
      CREATE UNIQUE INDEX cloud_discovery_runs_one_active ON cloud_discovery_runs (tenant_id, account_id)
        WHERE status IN ('queued', 'running');
      CREATE INDEX cloud_discovery_runs_recent ON cloud_discovery_runs (tenant_id, requested_at DESC, id);
      CREATE INDEX cloud_discovery_runs_stuck ON cloud_discovery_runs (leased_until) WHERE status = 'queued';
      COMMENT ON COLUMN cloud_discovery_runs.number IS 'counts the runs of an account; a higher one fences a lower one';
      COMMENT ON COLUMN cloud_discovery_runs.attempts IS 'how often planning was asked for';
      COMMENT ON COLUMN cloud_discovery_runs.leased_until IS 'a run still queued then is asked for again';
      GRANT SELECT, INSERT, UPDATE, DELETE ON cloud_discovery_runs TO skyledger_service;
      GRANT SELECT ON cloud_discovery_runs TO skyledger_system;

      CREATE TABLE cloud_discovery_passes (
        tenant_id uuid NOT NULL,
        id uuid NOT NULL,
        run_id uuid NOT NULL,
        account_id uuid NOT NULL,
        pass_key text NOT NULL,
        region text NOT NULL,
        status text NOT NULL CHECK (status IN
          ('pending', 'running', 'completed', 'skipped', 'incomplete', 'suspect', 'failed', 'cancelled')),
        cursor text,
        pages integer NOT NULL DEFAULT 0,
        attempts integer NOT NULL DEFAULT 0,
        requests integer NOT NULL DEFAULT 1,
        lease_id uuid,
        leased_until timestamptz NOT NULL,
        discovered bigint NOT NULL DEFAULT 0,
        created bigint NOT NULL DEFAULT 0,
        updated bigint NOT NULL DEFAULT 0,
        unchanged bigint NOT NULL DEFAULT 0,
        removed bigint NOT NULL DEFAULT 0,
        errors jsonb NOT NULL DEFAULT '[]',
        started_at timestamptz,
        finished_at timestamptz,
        PRIMARY KEY (tenant_id, id),
        UNIQUE (tenant_id, run_id, pass_key, region),
        FOREIGN KEY (tenant_id, run_id) REFERENCES cloud_discovery_runs ON DELETE CASCADE
      );
      CREATE INDEX cloud_discovery_passes_stuck ON cloud_discovery_passes (leased_until)
        WHERE status IN ('pending', 'running');
      COMMENT ON COLUMN cloud_discovery_passes.cursor IS 'where to go on after the last committed page';
      COMMENT ON COLUMN cloud_discovery_passes.lease_id IS 'drawn by whoever collects; a page commits only under the current one';
      COMMENT ON COLUMN cloud_discovery_passes.requests IS 'how often it was asked for while nobody collected it';
      COMMENT ON COLUMN cloud_discovery_passes.leased_until IS 'a pass still open then is asked for again';
      COMMENT ON COLUMN cloud_discovery_passes.attempts IS 'leases taken since the last committed page';
      GRANT SELECT, INSERT, UPDATE, DELETE ON cloud_discovery_passes TO skyledger_service;
      GRANT SELECT ON cloud_discovery_passes TO skyledger_system;

      CREATE TABLE cloud_discovery_pass_pages (
        tenant_id uuid NOT NULL,
        pass_id uuid NOT NULL,
        page integer NOT NULL,
        seen bigint[] NOT NULL,
        PRIMARY KEY (tenant_id, pass_id, page),
        FOREIGN KEY (tenant_id, pass_id) REFERENCES cloud_discovery_passes ON DELETE CASCADE
      );
      -- Eight bytes an id: compressing them would cost more than writing them.
      ALTER TABLE cloud_discovery_pass_pages ALTER COLUMN seen SET STORAGE EXTERNAL;
      COMMENT ON TABLE cloud_discovery_pass_pages IS
        'ids of the resources each committed page held, until the pass ends: what is not among them may be retired';
      GRANT SELECT, INSERT, DELETE ON cloud_discovery_pass_pages TO skyledger_service;

      CREATE TABLE cloud_account_passes (
        tenant_id uuid NOT NULL,
        account_id uuid NOT NULL,
        pass_key text NOT NULL,
        region text NOT NULL,
        last_succeeded_at timestamptz,
        suspects bigint[],
        PRIMARY KEY (tenant_id, account_id, pass_key, region),
        FOREIGN KEY (tenant_id, account_id) REFERENCES cloud_accounts ON DELETE CASCADE
      );
      COMMENT ON COLUMN cloud_account_passes.last_succeeded_at IS
        'when the pass last saw everything: the last_seen_at of its unchanged resources';
      COMMENT ON COLUMN cloud_account_passes.suspects IS
        'ids missing from the last pass, held because they were too many; retired when the next pass misses them too';
      GRANT SELECT, INSERT, UPDATE, DELETE ON cloud_account_passes TO skyledger_service;
    `);
    for (const table of [
      'cloud_discovery_runs',
      'cloud_discovery_passes',
      'cloud_discovery_pass_pages',
      'cloud_account_passes',
    ]) {
      await runner.query(isolateTenants(table));
    }
    await runner.query(`
      CREATE POLICY system_access ON cloud_discovery_runs TO skyledger_system USING (true);
      CREATE POLICY system_access ON cloud_discovery_passes TO skyledger_system USING (true);

      -- The one way a run begins. Locks the account, then inserts; returns no row while a run is active.
      CREATE FUNCTION start_discovery_run(
        p_account_id uuid, p_run_id uuid, p_trigger text, p_requested_by text, p_lease_seconds double precision)
      RETURNS TABLE (run_number bigint, provider text)
      LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
      DECLARE account cloud_accounts;
      BEGIN
        SELECT * INTO account FROM cloud_accounts a WHERE a.id = p_account_id FOR UPDATE;
        IF NOT FOUND OR EXISTS (
          SELECT FROM cloud_discovery_runs r
          WHERE r.account_id = p_account_id AND r.status IN ('queued', 'running')) THEN
          RETURN;
        END IF;
        UPDATE cloud_accounts a SET run_number = a.run_number + 1 WHERE a.id = p_account_id;
        INSERT INTO cloud_discovery_runs
          (tenant_id, id, account_id, number, trigger, requested_by, status, attempts, leased_until)
        VALUES (account.tenant_id, p_run_id, p_account_id, account.run_number + 1, p_trigger, p_requested_by,
          'queued', 1, now() + make_interval(secs => p_lease_seconds));
        RETURN QUERY SELECT account.run_number + 1, account.provider;
      END $$;
      REVOKE ALL ON FUNCTION start_discovery_run FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION start_discovery_run TO skyledger_service;

      -- Ends a running run whose passes have all ended, and returns its final status; else null. The
      -- caller publishes discovery.completed in the same transaction.
      CREATE FUNCTION close_discovery_run(p_run_id uuid) RETURNS text
      LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
      DECLARE final text;
      BEGIN
        -- Not FOR UPDATE: foreign keys of passes that end at the same time hold the row shared.
        PERFORM FROM cloud_discovery_runs r
          WHERE r.id = p_run_id AND r.status = 'running' FOR NO KEY UPDATE;
        IF NOT FOUND OR EXISTS (
          SELECT FROM cloud_discovery_passes p
          WHERE p.run_id = p_run_id AND p.status IN ('pending', 'running')) THEN
          RETURN NULL;
        END IF;
        UPDATE cloud_discovery_runs r SET
          status = t.status, finished_at = now(), discovered = t.discovered, created = t.created,
          updated = t.updated, unchanged = t.unchanged, removed = t.removed, provider_errors = t.errors
        FROM (
          SELECT
            CASE WHEN bool_and(p.status IN ('completed', 'skipped')) THEN 'completed'
                 WHEN bool_or(p.status = 'cancelled') THEN 'cancelled'
                 WHEN bool_and(p.status IN ('failed', 'skipped')) THEN 'failed'
                 ELSE 'partial' END AS status,
            sum(p.discovered) AS discovered, sum(p.created) AS created, sum(p.updated) AS updated,
            sum(p.unchanged) AS unchanged, sum(p.removed) AS removed,
            (SELECT coalesce(jsonb_agg(e.value ORDER BY f.pass_key, f.region), '[]')
             FROM cloud_discovery_passes f CROSS JOIN jsonb_array_elements(f.errors) e
             WHERE f.run_id = p_run_id) AS errors
          FROM cloud_discovery_passes p
          WHERE p.run_id = p_run_id
        ) t
        WHERE r.id = p_run_id RETURNING r.status INTO final;
        RETURN final;
      END $$;
      REVOKE ALL ON FUNCTION close_discovery_run FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION close_discovery_run TO skyledger_service;

      -- Claims one due account of any tenant for the caller's transaction; others skip it meanwhile.
      CREATE FUNCTION claim_due_account(p_skip uuid[])
      RETURNS TABLE (tenant_id uuid, account_id uuid, schedule jsonb)
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
        SELECT a.tenant_id, a.id, a.schedule FROM cloud_accounts a
        WHERE a.next_run_at <= now() AND a.status <> 'suspended' AND a.id <> ALL (p_skip)
        ORDER BY a.next_run_at LIMIT 1 FOR UPDATE SKIP LOCKED
      $$;
      ALTER FUNCTION claim_due_account OWNER TO skyledger_system;
      REVOKE ALL ON FUNCTION claim_due_account FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION claim_due_account TO skyledger_service;

      CREATE FUNCTION stuck_runs(p_limit integer, p_max_age_seconds double precision)
      RETURNS TABLE (tenant_id uuid, run_id uuid)
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
        SELECT r.tenant_id, r.id FROM cloud_discovery_runs r
        WHERE r.status = 'queued' AND r.leased_until < now()
          OR r.status = 'running' AND r.requested_at < now() - make_interval(secs => p_max_age_seconds)
        ORDER BY r.requested_at LIMIT p_limit
      $$;
      ALTER FUNCTION stuck_runs OWNER TO skyledger_system;
      REVOKE ALL ON FUNCTION stuck_runs FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION stuck_runs TO skyledger_service;

      CREATE FUNCTION stuck_passes(p_limit integer)
      RETURNS TABLE (tenant_id uuid, pass_id uuid)
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
        SELECT p.tenant_id, p.id FROM cloud_discovery_passes p
        WHERE p.status IN ('pending', 'running') AND p.leased_until < now()
        ORDER BY p.leased_until LIMIT p_limit
      $$;
      ALTER FUNCTION stuck_passes OWNER TO skyledger_system;
      REVOKE ALL ON FUNCTION stuck_passes FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION stuck_passes TO skyledger_service;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION stuck_passes, stuck_runs, claim_due_account, close_discovery_run, start_discovery_run;
      DROP TABLE cloud_account_passes, cloud_discovery_pass_pages, cloud_discovery_passes, cloud_discovery_runs;
    `);
  }
}
