import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants } from './tenant-isolation.sql';

/** The tree of entities, and what hangs on it: accounts, resources that people moved, tokens. */
export class ArrangeEntities1763700000041 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE entities (
        tenant_id uuid NOT NULL REFERENCES tenants,
        id uuid NOT NULL,
        parent_id uuid,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        kind text CHECK (length(kind) BETWEEN 1 AND 100),
        created_by text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        version bigint NOT NULL DEFAULT 1,
        PRIMARY KEY (tenant_id, id),
        FOREIGN KEY (tenant_id, parent_id) REFERENCES entities,
        CONSTRAINT entities_root_is_tenant CHECK ((parent_id IS NULL) = (id = tenant_id))
      );
      CREATE INDEX entities_of_parent ON entities (tenant_id, parent_id);
      COMMENT ON TABLE entities IS 'parts of the tenant''s organisation: a tree whose root has the id of the tenant';
      COMMENT ON COLUMN entities.kind IS 'in the tenant''s own words, for example subsidiary or team';
      COMMENT ON COLUMN entities.version IS 'counts what people changed. The ETag of the API';
      GRANT SELECT, INSERT, UPDATE, DELETE ON entities TO skyledger_service;

      CREATE FUNCTION add_root_entity() RETURNS trigger
      LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
      BEGIN
        INSERT INTO entities (tenant_id, id, name, created_by)
        VALUES (NEW.tenant_id, NEW.tenant_id, left(coalesce(nullif(NEW.name, ''), 'root'), 200), 'system');
        RETURN NULL;
      END $$;
      CREATE TRIGGER tenants_root_entity AFTER INSERT ON tenants
        FOR EACH ROW EXECUTE FUNCTION add_root_entity();

      CREATE FUNCTION hang_on_root_entity() RETURNS trigger
      LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
      BEGIN
        NEW.entity_id := NEW.tenant_id;
        RETURN NEW;
      END $$;

      -- The entities with all below them.
      CREATE FUNCTION entities_within(p_entities uuid[]) RETURNS SETOF uuid
      LANGUAGE sql STABLE ROWS 20 AS $$
        WITH RECURSIVE within AS (
          SELECT e.id FROM public.entities e WHERE e.id = ANY (p_entities)
          UNION
          SELECT e.id FROM within w JOIN public.entities e ON e.parent_id = w.id
        )
        SELECT id FROM within
      $$;
      REVOKE ALL ON FUNCTION entities_within FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION entities_within TO skyledger_service;

      ALTER TABLE cloud_accounts ADD COLUMN entity_id uuid;
      ALTER TABLE api_tokens ADD COLUMN entity_id uuid;
      ALTER TABLE cloud_resource_annotations ADD COLUMN entity_id uuid;

      -- The owner of the tables sees rows of all tenants only while its own policies do not bind it.
      ALTER TABLE tenants NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE cloud_accounts NO FORCE ROW LEVEL SECURITY;
      ALTER TABLE api_tokens NO FORCE ROW LEVEL SECURITY;
      INSERT INTO entities (tenant_id, id, name, created_by)
        SELECT tenant_id, tenant_id, left(coalesce(nullif(name, ''), 'root'), 200), 'system' FROM tenants;
      UPDATE cloud_accounts SET entity_id = tenant_id;
      UPDATE api_tokens SET entity_id = tenant_id;
      ALTER TABLE tenants FORCE ROW LEVEL SECURITY;
      ALTER TABLE cloud_accounts FORCE ROW LEVEL SECURITY;
      ALTER TABLE api_tokens FORCE ROW LEVEL SECURITY;

      ALTER TABLE cloud_accounts ALTER COLUMN entity_id SET NOT NULL,
        ADD FOREIGN KEY (tenant_id, entity_id) REFERENCES entities;
      ALTER TABLE api_tokens ALTER COLUMN entity_id SET NOT NULL;
      ALTER TABLE cloud_resource_annotations
        ADD FOREIGN KEY (tenant_id, entity_id) REFERENCES entities;
      CREATE INDEX cloud_accounts_of_entity ON cloud_accounts (tenant_id, entity_id, id);
      CREATE INDEX cloud_resource_annotations_of_entity
        ON cloud_resource_annotations (tenant_id, entity_id, resource_id) WHERE entity_id IS NOT NULL;
      CREATE TRIGGER cloud_accounts_entity BEFORE INSERT ON cloud_accounts
        FOR EACH ROW WHEN (NEW.entity_id IS NULL) EXECUTE FUNCTION hang_on_root_entity();
      CREATE TRIGGER api_tokens_entity BEFORE INSERT ON api_tokens
        FOR EACH ROW WHEN (NEW.entity_id IS NULL) EXECUTE FUNCTION hang_on_root_entity();
      COMMENT ON COLUMN cloud_accounts.entity_id IS 'who the account belongs to; the root when nobody said';
      COMMENT ON COLUMN cloud_resource_annotations.entity_id IS
        'who the resource belongs to, instead of the account''s entity; null means as the account';
      COMMENT ON COLUMN api_tokens.entity_id IS
        'where, with all below, the permissions hold. Without a foreign key: a token that ended keeps the id of an entity that is gone';
    `);
    await runner.query(isolateTenants('entities'));
    await runner.query(principalOfToken('entity_id uuid', 't.entity_id'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(principalOfToken());
    await runner.query(`
      ALTER TABLE cloud_resource_annotations DROP COLUMN entity_id;
      DROP TRIGGER api_tokens_entity ON api_tokens;
      DROP TRIGGER cloud_accounts_entity ON cloud_accounts;
      ALTER TABLE api_tokens DROP COLUMN entity_id;
      ALTER TABLE cloud_accounts DROP COLUMN entity_id;
      DROP FUNCTION entities_within, hang_on_root_entity;
      DROP TRIGGER tenants_root_entity ON tenants;
      DROP FUNCTION add_root_entity;
      DROP TABLE entities;
    `);
  }
}

/** Who a token stands for, with what is to be told beyond its permissions. */
function principalOfToken(column?: string, value?: string): string {
  return `
    DROP FUNCTION principal_of_token(bytea);
    CREATE FUNCTION principal_of_token(p_hash bytea)
    RETURNS TABLE (tenant_id uuid, token_id uuid, name text, scopes text[]${column ? `, ${column}` : ''})
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    BEGIN
      UPDATE api_tokens t SET last_used_at = now()
      WHERE t.token_hash = p_hash AND (t.last_used_at IS NULL OR t.last_used_at < now() - interval '1 minute');
      RETURN QUERY
        SELECT t.tenant_id, t.id, t.name, t.scopes${value ? `, ${value}` : ''} FROM api_tokens t
        WHERE t.token_hash = p_hash AND t.revoked_at IS NULL
          AND (t.expires_at IS NULL OR t.expires_at > now());
    END $$;
    ALTER FUNCTION principal_of_token(bytea) OWNER TO skyledger_system;
    REVOKE ALL ON FUNCTION principal_of_token(bytea) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION principal_of_token(bytea) TO skyledger_service;
  `;
}
