import type { Tx } from '@skyledger/database';
import type { ProviderId } from '@skyledger/resource-model';

/** An account whose next run is due. */
export interface DueAccount {
  tenantId: string;
  accountId: string;
  /** As it is stored; a newer release may have written what this one does not know. */
  schedule: unknown;
  /** The database's clock, by which it is due. */
  now: Date;
}

/** Claims one due account of any tenant until the transaction ends; other schedulers skip it. */
export async function claimDueAccount(tx: Tx, skip: readonly string[]): Promise<DueAccount | null> {
  const [row] = await tx.query<{
    tenant_id: string;
    account_id: string;
    schedule: unknown;
    now: Date;
  }>('SELECT tenant_id, account_id, schedule, now() AS now FROM claim_due_account($1)', [skip]);
  if (row === undefined) return null;
  const { tenant_id: tenantId, account_id: accountId, schedule, now } = row;
  return { tenantId, accountId, schedule, now };
}

/** Sets when the account is due again, `null` for never; the claim's lock is held. */
export async function setNextRun(tx: Tx, account: DueAccount, at: Date | null): Promise<void> {
  await tx.query('UPDATE cloud_accounts SET next_run_at = $3 WHERE tenant_id = $1 AND id = $2', [
    account.tenantId,
    account.accountId,
    at,
  ]);
}

/** A run that was started. */
export interface StartedRun {
  runNumber: number;
  provider: ProviderId;
}

/** Starts a run; `null` while one is active. */
export async function startDiscoveryRun(
  tx: Tx,
  run: { accountId: string; runId: string; trigger: 'schedule'; graceSeconds: number },
): Promise<StartedRun | null> {
  const [row] = await tx.query<{ run_number: string; provider: ProviderId }>(
    'SELECT run_number, provider FROM start_discovery_run($1, $2, $3, $4, $5)',
    [run.accountId, run.runId, run.trigger, 'scheduler', run.graceSeconds],
  );
  if (row === undefined) return null;
  return { runNumber: Number(row.run_number), provider: row.provider };
}
