import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Compresses new payloads with lz4, to the same size in a fraction of the time. Postgres can be built
 * without it, as the embedded one is, and compresses them in its own way then. Both are read alike.
 */
export class CompressPayloadsWithLz41763700000120 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DO $$ BEGIN
        ALTER TABLE cloud_resource_payloads ALTER COLUMN payload SET COMPRESSION lz4;
      EXCEPTION WHEN feature_not_supported THEN
        RAISE NOTICE 'payloads are compressed without lz4';
      END $$`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE cloud_resource_payloads ALTER COLUMN payload SET COMPRESSION default',
    );
  }
}
