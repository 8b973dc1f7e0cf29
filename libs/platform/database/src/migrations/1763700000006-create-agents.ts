import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants } from './tenant-isolation.sql';

/** Agents, and by what a resource can be recognised as the machine an agent runs on. */
export class CreateAgents1763700000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE agents (
        tenant_id uuid NOT NULL REFERENCES tenants,
        id uuid NOT NULL,
        agent_key text NOT NULL,
        hostname text NOT NULL,
        instance_id text,
        private_ips text[] NOT NULL,
        public_ips text[] NOT NULL,
        version text,
        registered_at timestamptz NOT NULL DEFAULT now(),
        last_seen_at timestamptz NOT NULL DEFAULT now(),
        resource_id bigint,
        matched_by text CHECK (matched_by IN ('instance_id', 'public_ip', 'private_ip')),
        matched_at timestamptz,
        PRIMARY KEY (tenant_id, id),
        UNIQUE (tenant_id, agent_key),
        FOREIGN KEY (tenant_id, resource_id) REFERENCES cloud_resources (tenant_id, id) ON DELETE SET NULL (resource_id)
      );
      CREATE INDEX agents_of_resource ON agents (tenant_id, resource_id);
      COMMENT ON COLUMN agents.agent_key IS 'the agent''s own stable name for itself';
      COMMENT ON COLUMN agents.instance_id IS 'the cloud''s id of the machine, as its metadata service told the agent';
      GRANT SELECT, INSERT, UPDATE, DELETE ON agents TO skyledger_service;

      CREATE TABLE agent_handles (
        tenant_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('instance_id', 'public_ip', 'private_ip')),
        value text NOT NULL,
        agent_id uuid NOT NULL,
        PRIMARY KEY (tenant_id, kind, value, agent_id),
        FOREIGN KEY (tenant_id, agent_id) REFERENCES agents ON DELETE CASCADE
      );
      CREATE INDEX agent_handles_of_agent ON agent_handles (tenant_id, agent_id);
      CREATE TABLE resource_handles (
        tenant_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('instance_id', 'public_ip', 'private_ip')),
        value text NOT NULL,
        resource_id bigint NOT NULL,
        PRIMARY KEY (tenant_id, kind, value, resource_id),
        FOREIGN KEY (tenant_id, resource_id) REFERENCES cloud_resources ON DELETE CASCADE
      );
      CREATE INDEX resource_handles_of_resource ON resource_handles (tenant_id, resource_id);
      COMMENT ON TABLE agent_handles IS 'one row for each id or address an agent reported, to look it up by equality';
      COMMENT ON TABLE resource_handles IS 'the same of active machines; kept by the matcher';
      GRANT SELECT, INSERT, UPDATE, DELETE ON agent_handles, resource_handles TO skyledger_service;

      -- The foreign key can forget the resource alone when its account is deleted.
      CREATE FUNCTION forget_match() RETURNS trigger
      LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
      BEGIN
        NEW.matched_by := NULL;
        NEW.matched_at := NULL;
        RETURN NEW;
      END $$;
      CREATE TRIGGER agents_unmatched BEFORE UPDATE OF resource_id ON agents
        FOR EACH ROW WHEN (NEW.resource_id IS NULL) EXECUTE FUNCTION forget_match();
    `);
    for (const table of ['agents', 'agent_handles', 'resource_handles']) {
      await runner.query(isolateTenants(table));
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE resource_handles, agent_handles, agents;
      DROP FUNCTION forget_match;
    `);
  }
}
