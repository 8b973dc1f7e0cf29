import type { startOnboarding } from '@skyledger/contracts';
import type { Database } from '@skyledger/database';
import type { z } from 'zod';

/** Stores a session that somebody begins, as the accounts service does. */
export async function beginSession(
  database: Database,
  request: z.infer<typeof startOnboarding.request>,
): Promise<z.infer<typeof startOnboarding.response>> {
  const { tenantId, sessionId, owner, actor } = request;
  await database.withTenant(tenantId, (tx) =>
    tx.query(
      `INSERT INTO onboarding_sessions (tenant_id, id, owner, account_id, created_by, expires_at)
       VALUES ($1, $2, $3, gen_random_uuid(), $4, now() + interval '7 days')`,
      [tenantId, sessionId, owner, actor],
    ),
  );
  return { sessionId };
}
