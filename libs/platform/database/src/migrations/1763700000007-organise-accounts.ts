import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people decide about an account: what is read of it, and where it belongs. */
export class OrganiseAccounts1763700000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE cloud_accounts
        ADD COLUMN resource_types text[],
        ADD COLUMN labels jsonb NOT NULL DEFAULT '{}',
        ADD COLUMN environment text CHECK (environment IN ('production', 'staging', 'development')),
        ADD COLUMN account_group text CHECK (length(account_group) BETWEEN 1 AND 100),
        ADD COLUMN version bigint NOT NULL DEFAULT 1;
      COMMENT ON COLUMN cloud_accounts.resource_types IS 'selected resource types; null means all of them';
      COMMENT ON COLUMN cloud_accounts.labels IS '{"key": "value"}, written by people; a run never touches it';
      COMMENT ON COLUMN cloud_accounts.version IS 'counts what people changed; runs and validations do not count. The ETag of the API';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE cloud_accounts
        DROP COLUMN version, DROP COLUMN account_group, DROP COLUMN environment, DROP COLUMN labels,
        DROP COLUMN resource_types;
    `);
  }
}
