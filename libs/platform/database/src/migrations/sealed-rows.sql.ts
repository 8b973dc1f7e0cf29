/**
 * SQL that lets the secrets of a table be counted by key across tenants, for the rotation of the
 * master key. The ciphertext itself stays out of reach.
 */
export function countSealedRows(table: string, keyColumn = 'key_id'): string {
  return `
    GRANT SELECT (tenant_id, ${keyColumn}) ON ${table} TO skyledger_system;
    CREATE POLICY sealed_rows ON ${table} FOR SELECT TO skyledger_system USING (true);
  `;
}
