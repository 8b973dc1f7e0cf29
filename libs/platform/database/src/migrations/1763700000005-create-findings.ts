import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants } from './tenant-isolation.sql';

/** What is wrong with the resources. */
export class CreateFindings1763700000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE cloud_security_findings (
        tenant_id uuid NOT NULL,
        id bigint GENERATED ALWAYS AS IDENTITY,
        account_id uuid NOT NULL,
        resource_id bigint NOT NULL,
        check_id text NOT NULL,
        severity text NOT NULL,
        status text NOT NULL CHECK (status IN ('open', 'resolved')),
        reason text NOT NULL,
        resolution text CHECK (resolution IN ('passed', 'resource_removed', 'not_applicable')),
        first_seen_at timestamptz NOT NULL DEFAULT now(),
        last_seen_at timestamptz NOT NULL DEFAULT now(),
        resolved_at timestamptz,
        PRIMARY KEY (tenant_id, id),
        UNIQUE (tenant_id, resource_id, check_id),
        FOREIGN KEY (tenant_id, resource_id) REFERENCES cloud_resources ON DELETE CASCADE
      );
      CREATE INDEX cloud_security_findings_listed ON cloud_security_findings (tenant_id, status, severity, id);
      CREATE INDEX cloud_security_findings_of_account ON cloud_security_findings (tenant_id, account_id, id);
      COMMENT ON COLUMN cloud_security_findings.reason IS 'what was seen that breaks the check';
      COMMENT ON COLUMN cloud_security_findings.resolution IS
        'not_applicable: the check was dropped, or the resource is of another type now';
      COMMENT ON COLUMN cloud_security_findings.last_seen_at IS
        'when an evaluation last found it; a resource is evaluated when it changed';
      GRANT SELECT, INSERT, UPDATE, DELETE ON cloud_security_findings TO skyledger_service;
    `);
    await runner.query(isolateTenants('cloud_security_findings'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE cloud_security_findings');
  }
}
