import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who we were at each step of the way into an account, when it was last validated. */
export class TellIdentityChains1763700000061 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE cloud_accounts ADD COLUMN identity_chain jsonb;
      COMMENT ON COLUMN cloud_accounts.identity_chain IS
        '[{"hop": "caller" | "discovery_role" | "account_role", "identity": ...}] of the last validation that the provider accepted; null where it tells none. Written by the accounts service alone';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE cloud_accounts DROP COLUMN identity_chain');
  }
}
