import type { MigrationInterface, QueryRunner } from 'typeorm';
import { countSealedRows } from './sealed-rows.sql';
import { isolateTenants } from './tenant-isolation.sql';

/** Connections that lead to many accounts, which come and go with their organisation. */
export class ConnectOrganizations1763700000090 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE cloud_organizations (
        tenant_id uuid NOT NULL REFERENCES tenants,
        id uuid NOT NULL,
        entity_id uuid NOT NULL,
        provider text NOT NULL,
        native_id text NOT NULL,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        key_id text NOT NULL,
        ciphertext bytea NOT NULL,
        fingerprint text NOT NULL,
        credentials_stored_at timestamptz NOT NULL DEFAULT now(),
        include jsonb NOT NULL DEFAULT '[]',
        exclude jsonb NOT NULL DEFAULT '[]',
        regions text[],
        schedule jsonb NOT NULL,
        environment text CHECK (environment IN ('production', 'staging', 'development')),
        account_group text CHECK (length(account_group) BETWEEN 1 AND 100),
        labels jsonb NOT NULL DEFAULT '{}',
        status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'active', 'suspect', 'failed')),
        status_reason text,
        sync_number bigint NOT NULL DEFAULT 0,
        sync_requested_at timestamptz,
        last_synced_at timestamptz,
        created_by text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        version bigint NOT NULL DEFAULT 1,
        PRIMARY KEY (tenant_id, id),
        UNIQUE (tenant_id, provider, native_id),
        FOREIGN KEY (tenant_id, entity_id) REFERENCES entities
      );
      CREATE INDEX cloud_organizations_of_entity ON cloud_organizations (tenant_id, entity_id, id);
      CREATE TRIGGER cloud_organizations_entity BEFORE INSERT ON cloud_organizations
        FOR EACH ROW WHEN (NEW.entity_id IS NULL) EXECUTE FUNCTION hang_on_root_entity();
      COMMENT ON TABLE cloud_organizations IS
        'written by the accounts service; sync_requested_at by the scheduler alone';
      COMMENT ON COLUMN cloud_organizations.entity_id IS 'who it, and each new member, belongs to';
      COMMENT ON COLUMN cloud_organizations.native_id IS
        'the provider''s id of the organisation, or of the part of it that is connected';
      COMMENT ON COLUMN cloud_organizations.key_id IS 'which vault key opens it';
      COMMENT ON COLUMN cloud_organizations.ciphertext IS
        'nonce(12) || AES-256-GCM ciphertext || tag(16), bound to tenant, organisation (in the place of the account) and field';
      COMMENT ON COLUMN cloud_organizations.include IS
        '[{"field": "id | name | path", "pattern": "prod-*"}]: only members that one of these fits; empty means all';
      COMMENT ON COLUMN cloud_organizations.exclude IS 'the same for members that are left out all the same';
      COMMENT ON COLUMN cloud_organizations.regions IS
        'what new members begin with, as are schedule, environment, account_group and labels';
      COMMENT ON COLUMN cloud_organizations.status IS
        'what became of the last listing. suspect: it missed so many members that none was suspended';
      COMMENT ON COLUMN cloud_organizations.sync_number IS
        'number of the newest sync that began: the fence. One of a lower number may not write';
      COMMENT ON COLUMN cloud_organizations.sync_requested_at IS
        'when the scheduler, which alone writes it, last asked for a sync';
      COMMENT ON COLUMN cloud_organizations.last_synced_at IS 'end of the last sync whose listing was complete';
      COMMENT ON COLUMN cloud_organizations.version IS 'counts what people changed. The ETag of the API';
      GRANT SELECT, INSERT, UPDATE, DELETE ON cloud_organizations TO skyledger_service;

      ALTER TABLE cloud_accounts
        ADD COLUMN organization_id uuid,
        ADD COLUMN membership text CHECK (membership IN ('listed', 'missed', 'gone', 'closed', 'excluded')),
        ADD CONSTRAINT cloud_accounts_membership CHECK ((organization_id IS NULL) = (membership IS NULL)),
        ADD FOREIGN KEY (tenant_id, organization_id) REFERENCES cloud_organizations;
      CREATE INDEX cloud_accounts_of_organization ON cloud_accounts (tenant_id, organization_id, id)
        WHERE organization_id IS NOT NULL;
      COMMENT ON COLUMN cloud_accounts.organization_id IS 'the organisation that keeps the account in step; null means people do';
      COMMENT ON COLUMN cloud_accounts.membership IS
        'what the organisation last said. missed: not listed, but not believed yet. The account was suspended when it became gone, closed or excluded';
      ALTER TABLE cloud_credentials ADD COLUMN is_from_organization boolean NOT NULL DEFAULT false;
      COMMENT ON COLUMN cloud_credentials.is_from_organization IS
        'made of those of the organisation, which they follow; not given by people';

      GRANT SELECT (tenant_id, id, sync_requested_at, last_synced_at), UPDATE (sync_requested_at)
        ON cloud_organizations TO skyledger_system;
    `);
    await runner.query(isolateTenants('cloud_organizations'));
    await runner.query(countSealedRows('cloud_organizations'));
    await runner.query(`
      CREATE POLICY system_access ON cloud_organizations TO skyledger_system USING (true);

      -- Claims one organisation of any tenant whose last sync is too old, for the caller's transaction;
      -- others skip it meanwhile.
      CREATE FUNCTION claim_stale_organization(p_age_seconds double precision, p_patience_seconds double precision)
      RETURNS TABLE (tenant_id uuid, organization_id uuid)
      LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
        SELECT o.tenant_id, o.id FROM cloud_organizations o
        WHERE coalesce(o.last_synced_at < now() - make_interval(secs => p_age_seconds), true)
          AND coalesce(o.sync_requested_at < now() - make_interval(secs => p_patience_seconds), true)
        ORDER BY o.last_synced_at NULLS FIRST, o.id LIMIT 1 FOR UPDATE SKIP LOCKED
      $$;
      ALTER FUNCTION claim_stale_organization OWNER TO skyledger_system;
      REVOKE ALL ON FUNCTION claim_stale_organization FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION claim_stale_organization TO skyledger_service;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION claim_stale_organization;
      ALTER TABLE cloud_credentials DROP COLUMN is_from_organization;
      ALTER TABLE cloud_accounts DROP COLUMN membership, DROP COLUMN organization_id;
      DROP TABLE cloud_organizations;
    `);
  }
}
