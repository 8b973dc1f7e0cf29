import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants } from './tenant-isolation.sql';

/** The external ids that accounts of AWS ask for before they let us in. */
export class MintExternalIds1763700000060 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE aws_external_ids (
        tenant_id uuid NOT NULL REFERENCES tenants,
        external_id text NOT NULL CHECK (length(external_id) BETWEEN 32 AND 1224),
        native_account_id text CHECK (native_account_id ~ '^[0-9]{12}$'),
        minted_by text NOT NULL,
        minted_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (tenant_id, external_id),
        UNIQUE (tenant_id, native_account_id)
      );
      COMMENT ON TABLE aws_external_ids IS
        'minted at random by the accounts service, for one tenant each; outlives the account, whose role may stay';
      COMMENT ON COLUMN aws_external_ids.external_id IS
        'what the trust policy of the account''s role asks for. Not secret, but never chosen by people';
      COMMENT ON COLUMN aws_external_ids.native_account_id IS
        'the account of AWS it is for, which need not be in the ledger yet; null until one is added with it';
      -- For who asks whether it was minted for another tenant. Not unique, since an error would tell.
      CREATE INDEX aws_external_ids_external_id ON aws_external_ids (external_id);
      GRANT SELECT, INSERT, UPDATE ON aws_external_ids TO skyledger_service;
      GRANT SELECT ON aws_external_ids TO skyledger_system;
      CREATE POLICY system_access ON aws_external_ids FOR SELECT TO skyledger_system USING (true);

      -- Whether somebody else than the current tenant was given this external id.
      CREATE FUNCTION external_id_is_of_another(p_external_id text) RETURNS boolean
      LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
        SELECT EXISTS (SELECT FROM aws_external_ids e WHERE e.external_id = p_external_id
          AND e.tenant_id IS DISTINCT FROM nullif(current_setting('app.tenant_id', true), '')::uuid)
      $$;
      ALTER FUNCTION external_id_is_of_another OWNER TO skyledger_system;
      REVOKE ALL ON FUNCTION external_id_is_of_another FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION external_id_is_of_another TO skyledger_service;
    `);
    await runner.query(isolateTenants('aws_external_ids'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION external_id_is_of_another;
      DROP TABLE aws_external_ids;
    `);
  }
}
