import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What one run reads: all there is, or what is stale; of the whole account, or of a part of it. */
export class SelectRuns1763700000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE cloud_discovery_runs
        ADD COLUMN kind text NOT NULL DEFAULT 'full' CHECK (kind IN ('full', 'incremental')),
        ADD COLUMN regions text[],
        ADD COLUMN resource_types text[];
      COMMENT ON COLUMN cloud_discovery_runs.kind IS
        'incremental: only passes that did not see everything the last time, or too long ago';
      COMMENT ON COLUMN cloud_discovery_runs.regions IS 'of this run alone; null means those of the account';
      COMMENT ON COLUMN cloud_discovery_runs.resource_types IS 'of this run alone; null means those of the account';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE cloud_discovery_runs
        DROP COLUMN resource_types, DROP COLUMN regions, DROP COLUMN kind;
    `);
  }
}
