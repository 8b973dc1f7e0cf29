/**
 * SQL that lets BI logins read a table, each the rows of its own tenant. The restrictive policy is
 * what holds: `tenant_isolation` is for every role, so without it a session could set any tenant.
 */
export function showToBi(table: string): string {
  const theirs = 'tenant_id = (SELECT bi_tenant())';
  return `
    GRANT SELECT ON ${table} TO skyledger_bi;
    CREATE POLICY bi_access ON ${table} FOR SELECT TO skyledger_bi USING (${theirs});
    CREATE POLICY bi_isolation ON ${table} AS RESTRICTIVE FOR SELECT TO skyledger_bi USING (${theirs});
  `;
}

/** SQL that undoes `showToBi`. */
export function hideFromBi(table: string): string {
  return `
    DROP POLICY bi_isolation ON ${table};
    DROP POLICY bi_access ON ${table};
    REVOKE SELECT ON ${table} FROM skyledger_bi;
  `;
}
