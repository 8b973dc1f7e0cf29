/**
 * SQL that makes a group role. Roles belong to the cluster, not to a database, so another database
 * may have made it already; the migrating login becomes a member to be able to act as it.
 */
export function createRole(role: string): string {
  return `
    DO $$ BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${role}') THEN
        CREATE ROLE ${role} NOLOGIN NOSUPERUSER NOBYPASSRLS;
      END IF;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END $$;
    DO $$ BEGIN
      -- From Postgres 16 on, who makes a role may grant it but not act as it until he grants it to himself.
      GRANT ${role} TO CURRENT_USER;
    EXCEPTION WHEN insufficient_privilege THEN NULL; -- Another login made the role, and granted it.
    END $$;
  `;
}

/**
 * SQL that hides the rows of other tenants from every role that is not given more by a policy of its
 * own. The setting stands in a scalar sub-select so that it is read once a statement, and an unset
 * or emptied setting shows nothing.
 */
export function isolateTenants(table: string): string {
  const ours = `tenant_id = (SELECT nullif(current_setting('app.tenant_id', true), '')::uuid)`;
  return `
    ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
    ALTER TABLE ${table} FORCE ROW LEVEL SECURITY;
    CREATE POLICY tenant_isolation ON ${table} USING (${ours}) WITH CHECK (${ours});
  `;
}
