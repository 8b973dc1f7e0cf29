import type { Tx } from '@skyledger/database';

/**
 * Deletes onboarding sessions of any tenant that have expired, with the credentials they hold.
 * @returns how many
 */
export async function deleteExpiredSessions(tx: Tx, limit: number): Promise<number> {
  const [row] = await tx.query<{ deleted: number }>(
    'SELECT delete_expired_onboarding_sessions($1) AS deleted',
    [limit],
  );
  return row?.deleted ?? 0;
}
