import { type CredentialLevel, type CredentialLimits, limitsInOrder } from '@skyledger/contracts';
import type { Tx } from '@skyledger/database';

/** Credentials whose level is not the one that was last told. */
export interface ChangedCredential {
  tenantId: string;
  accountId: string;
  level: CredentialLevel;
  previousLevel: CredentialLevel | null;
}

/** Claims one of any tenant until the transaction ends; other schedulers skip it. */
export async function claimChangedCredential(
  tx: Tx,
  limits: CredentialLimits,
): Promise<ChangedCredential | null> {
  const [row] = await tx.query<{
    tenant_id: string;
    account_id: string;
    level: CredentialLevel;
    previous_level: CredentialLevel | null;
  }>('SELECT tenant_id, account_id, level, previous_level FROM claim_changed_credential($1)', [
    limitsInOrder(limits),
  ]);
  if (row === undefined) return null;
  return {
    tenantId: row.tenant_id,
    accountId: row.account_id,
    level: row.level,
    previousLevel: row.previous_level,
  };
}

/** Remembers what was told; the claim's lock is held. */
export async function noteToldLevel(tx: Tx, credential: ChangedCredential): Promise<void> {
  await tx.query(
    'UPDATE cloud_credentials SET told_level = $3 WHERE tenant_id = $1 AND account_id = $2',
    [credential.tenantId, credential.accountId, credential.level],
  );
}
