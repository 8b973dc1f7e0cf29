import type { MigrationInterface, QueryRunner } from 'typeorm';
import { countSealedRows } from './sealed-rows.sql';

/** Which keys the stored secrets of all tenants need, so that a rotation can prove that it is over. */
export class CountSealedRows1763700000081 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(countSealedRows('cloud_credentials'));
    await runner.query(countSealedRows('onboarding_sessions'));
    await runner.query(`
      -- Reads only what the system role was granted: tables for which countSealedRows was called.
      CREATE FUNCTION sealed_rows(p_table text) RETURNS TABLE (tenant_id uuid, key_id text, total bigint)
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
      BEGIN
        RETURN QUERY EXECUTE format('SELECT t.tenant_id, t.key_id, count(*) FROM public.%I t
          WHERE t.key_id IS NOT NULL GROUP BY t.tenant_id, t.key_id ORDER BY t.tenant_id, t.key_id', p_table);
      END $$;
      ALTER FUNCTION sealed_rows OWNER TO skyledger_system;
      REVOKE ALL ON FUNCTION sealed_rows FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION sealed_rows TO skyledger_service;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION sealed_rows;
      DROP POLICY sealed_rows ON onboarding_sessions;
      DROP POLICY sealed_rows ON cloud_credentials;
      REVOKE SELECT (key_id) ON cloud_credentials FROM skyledger_system;
    `);
  }
}
