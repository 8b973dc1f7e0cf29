import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The external id that was minted for a session, so that it shows the same one wherever it is gone on with. */
export class MintForOnboarding1763700000111 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE onboarding_sessions ADD COLUMN external_id text;
      COMMENT ON COLUMN onboarding_sessions.external_id IS
        'minted when a method is chosen that asks for one, and never another after that; null until then. Outlives the session in aws_external_ids';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE onboarding_sessions DROP COLUMN external_id');
  }
}
