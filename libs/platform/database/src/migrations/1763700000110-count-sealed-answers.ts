import type { MigrationInterface, QueryRunner } from 'typeorm';
import { countSealedRows } from './sealed-rows.sql';

/** Answers kept for idempotency keys are sealed as well: a rotation of the key seals them anew and counts them. */
export class CountSealedAnswers1763700000110 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(countSealedRows('idempotency_keys', 'vault_key_id'));
    await runner.query(`
      CREATE UNIQUE INDEX idempotency_keys_operation ON idempotency_keys (tenant_id, operation_id);
      DROP FUNCTION sealed_rows(text);
    `);
    // The default is for a rotation of the release before.
    await runner.query(
      sealedRows({
        parameters: `p_table text, p_column text DEFAULT 'key_id'`,
        column: '%2$I',
        table: '%1$I',
        values: 'p_table, p_column',
      }),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION sealed_rows(text, text);
      DROP INDEX idempotency_keys_operation;
      DROP POLICY sealed_rows ON idempotency_keys;
    `);
    await runner.query(
      sealedRows({ parameters: 'p_table text', column: 'key_id', table: '%I', values: 'p_table' }),
    );
  }
}

/** What differs between the function that knows one name of the column and the one that is told it. */
interface Counting {
  readonly parameters: string;
  /** As `format` writes them. */
  readonly column: string;
  readonly table: string;
  /** What `format` is given. */
  readonly values: string;
}

/** Counts the rows of a table by the key that sealed them. Reads only what the system role was granted. */
function sealedRows({ parameters, column, table, values }: Counting): string {
  return `
    CREATE FUNCTION sealed_rows(${parameters}) RETURNS TABLE (tenant_id uuid, key_id text, total bigint)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    BEGIN
      RETURN QUERY EXECUTE format('SELECT t.tenant_id, t.${column}, count(*) FROM public.${table} t
        WHERE t.${column} IS NOT NULL GROUP BY 1, 2 ORDER BY 1, 2', ${values});
    END $$;
    ALTER FUNCTION sealed_rows OWNER TO skyledger_system;
    REVOKE ALL ON FUNCTION sealed_rows FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION sealed_rows TO skyledger_service;
  `;
}
