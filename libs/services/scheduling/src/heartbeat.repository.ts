import type { Tx } from '@skyledger/database';

/** An account whose last validation is too old. */
export interface StaleAccount {
  tenantId: string;
  accountId: string;
  /** A validation at this time or later would do. */
  unlessSince: string;
}

/**
 * Claims one account of any tenant that was validated too long ago, until the transaction ends; other
 * schedulers skip it.
 */
export async function claimStaleValidation(
  tx: Tx,
  ageSeconds: number,
  patienceSeconds: number,
): Promise<StaleAccount | null> {
  const [row] = await tx.query<{ tenant_id: string; account_id: string; unless_since: Date }>(
    `
    SELECT tenant_id, account_id, now() - make_interval(secs => $1) AS unless_since
    FROM claim_stale_validation($1, $2)`,
    [ageSeconds, patienceSeconds],
  );
  if (row === undefined) return null;
  return {
    tenantId: row.tenant_id,
    accountId: row.account_id,
    unlessSince: row.unless_since.toISOString(),
  };
}

/** Remembers that a validation was asked for; the claim's lock is held. */
export async function noteValidationRequest(tx: Tx, account: StaleAccount): Promise<void> {
  await tx.query(
    'UPDATE cloud_accounts SET validation_requested_at = now() WHERE tenant_id = $1 AND id = $2',
    [account.tenantId, account.accountId],
  );
}
