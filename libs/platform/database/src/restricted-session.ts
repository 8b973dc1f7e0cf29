import type { Tx } from './database';

/**
 * Refuses a session that row-level security would not hold: a superuser, a role that bypasses it,
 * or the owner of tenant tables.
 */
export async function assertRestricted(tx: Tx): Promise<void> {
  const [session] = await tx.query<{ name: string; unrestricted: boolean; owns: boolean }>(`
    SELECT r.rolname AS name, r.rolsuper OR r.rolbypassrls AS unrestricted,
      EXISTS (SELECT FROM pg_class c WHERE c.relowner = r.oid AND c.relname = 'cloud_accounts') AS owns
    FROM pg_roles r WHERE r.rolname = current_user
  `);
  if (session === undefined || session.unrestricted || session.owns) {
    throw new Error(
      `the database session runs as ${session?.name ?? 'an unknown role'}, which row-level security does not hold; it must run as skyledger_service`,
    );
  }
}
