import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants } from './tenant-isolation.sql';

/** What people write about resources, apart from what runs find. */
export class AnnotateResources1763700000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE cloud_resource_annotations (
        tenant_id uuid NOT NULL,
        resource_id bigint NOT NULL,
        owner text CHECK (length(owner) BETWEEN 1 AND 200),
        description text CHECK (length(description) BETWEEN 1 AND 4000),
        environment text CHECK (environment IN ('production', 'staging', 'development')),
        labels jsonb NOT NULL,
        links jsonb NOT NULL,
        updated_at timestamptz NOT NULL DEFAULT now(),
        updated_by text NOT NULL,
        version bigint NOT NULL DEFAULT 1,
        PRIMARY KEY (tenant_id, resource_id),
        -- Does not cascade: only delete_cloud_account deletes what people wrote.
        FOREIGN KEY (tenant_id, resource_id) REFERENCES cloud_resources
      );
      COMMENT ON TABLE cloud_resource_annotations IS 'written by people, through the API alone; a run never touches it';
      COMMENT ON COLUMN cloud_resource_annotations.resource_id IS 'the ledger''s id';
      COMMENT ON COLUMN cloud_resource_annotations.environment IS 'instead of the account''s; null means as the account';
      COMMENT ON COLUMN cloud_resource_annotations.labels IS '{"key": "value"}';
      COMMENT ON COLUMN cloud_resource_annotations.links IS
        '[{"title": ..., "url": ...}] of applications and business processes';
      COMMENT ON COLUMN cloud_resource_annotations.version IS 'counts what people changed. The ETag of the API';
      GRANT SELECT, INSERT, UPDATE, DELETE ON cloud_resource_annotations TO skyledger_service;
      ${deleteAccount(`
        DELETE FROM cloud_resource_annotations n USING cloud_resources r
          WHERE r.tenant_id = account.tenant_id AND r.account_id = p_account_id
            AND n.tenant_id = r.tenant_id AND n.resource_id = r.id;`)}
    `);
    await runner.query(isolateTenants('cloud_resource_annotations'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${deleteAccount('')}
      DROP TABLE cloud_resource_annotations;
    `);
  }
}

/**
 * Deletes an account and all that is known of it. The lock comes first: a page or an annotation in
 * the making either commits before, or finds the account gone.
 */
function deleteAccount(annotations: string): string {
  return `
      CREATE OR REPLACE FUNCTION delete_cloud_account(p_account_id uuid) RETURNS boolean
      LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
      DECLARE account cloud_accounts;
      BEGIN
        SELECT * INTO account FROM cloud_accounts a WHERE a.id = p_account_id FOR UPDATE;
        IF NOT FOUND THEN RETURN false; END IF;
        DELETE FROM cloud_resource_payloads p USING cloud_resources r
          WHERE r.tenant_id = account.tenant_id AND r.account_id = p_account_id
            AND p.tenant_id = r.tenant_id AND p.resource_id = r.id;
        DELETE FROM cloud_resource_tags t USING cloud_resources r CROSS JOIN jsonb_each_text(r.tags) e
          WHERE r.tenant_id = account.tenant_id AND r.account_id = p_account_id
            AND t.tenant_id = r.tenant_id AND t.resource_id = r.id
            AND t.key = search_key(e.key) AND t.value = search_value(e.value);
        DELETE FROM cloud_resource_changes c USING cloud_resources r
          WHERE r.tenant_id = account.tenant_id AND r.account_id = p_account_id
            AND c.tenant_id = r.tenant_id AND c.resource_id = r.id;${annotations}
        DELETE FROM cloud_resources r WHERE r.tenant_id = account.tenant_id AND r.account_id = p_account_id;
        DELETE FROM cloud_accounts a WHERE a.tenant_id = account.tenant_id AND a.id = p_account_id;
        RETURN true;
      END $$;`;
}
