import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isolateTenants } from './tenant-isolation.sql';

/** Roles of a tenant's own, and who has which role on which entity. */
export class BindRoles1763700000042 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE roles (
        tenant_id uuid NOT NULL REFERENCES tenants,
        id uuid NOT NULL,
        name text NOT NULL CHECK (length(name) BETWEEN 1 AND 200),
        description text CHECK (length(description) BETWEEN 1 AND 1000),
        permissions text[] NOT NULL,
        created_by text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        version bigint NOT NULL DEFAULT 1,
        PRIMARY KEY (tenant_id, id),
        UNIQUE (tenant_id, name)
      );
      COMMENT ON TABLE roles IS 'roles beside the built-in ones, which the product knows by name';
      COMMENT ON COLUMN roles.version IS 'counts what people changed. The ETag of the API';
      GRANT SELECT, INSERT, UPDATE, DELETE ON roles TO skyledger_service;

      CREATE TABLE role_bindings (
        tenant_id uuid NOT NULL REFERENCES tenants,
        id uuid NOT NULL,
        subject_kind text NOT NULL CHECK (subject_kind IN ('user', 'group')),
        subject text NOT NULL CHECK (length(subject) BETWEEN 1 AND 500),
        built_in_role text CHECK (built_in_role IN ('viewer', 'operator', 'admin')),
        role_id uuid,
        entity_id uuid NOT NULL,
        created_by text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (tenant_id, id),
        FOREIGN KEY (tenant_id, role_id) REFERENCES roles,
        FOREIGN KEY (tenant_id, entity_id) REFERENCES entities,
        CHECK (num_nonnulls(built_in_role, role_id) = 1),
        UNIQUE NULLS NOT DISTINCT (tenant_id, subject_kind, subject, built_in_role, role_id, entity_id)
      );
      CREATE INDEX role_bindings_of_role ON role_bindings (tenant_id, role_id) WHERE role_id IS NOT NULL;
      CREATE INDEX role_bindings_of_entity ON role_bindings (tenant_id, entity_id);
      COMMENT ON COLUMN role_bindings.subject IS 'subject or group as the identity provider names it';
      COMMENT ON COLUMN role_bindings.entity_id IS 'where, with all below, the role holds';
      GRANT SELECT, INSERT, DELETE ON role_bindings TO skyledger_service;
    `);
    for (const table of ['roles', 'role_bindings']) await runner.query(isolateTenants(table));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE role_bindings, roles;');
  }
}
