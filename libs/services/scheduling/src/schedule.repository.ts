import type { Schedule } from '@skyledger/contracts';
import type { Tx } from '@skyledger/database';
import type { ProviderId } from '@skyledger/resource-model';

/** An account whose next run is due. */
export interface DueAccount {
  tenantId: string;
  accountId: string;
  schedule: Schedule;
}

/** Claims one due account of any tenant until the transaction ends; other schedulers skip it. */
export async function claimDueAccount(tx: Tx, skip: readonly string[]): Promise<DueAccount | null> {
  const [row] = await tx.query<{ tenant_id: string; account_id: string; schedule: Schedule }>(
    'SELECT tenant_id, account_id, schedule FROM claim_due_account($1)',
    [skip],
  );
  if (row === undefined) return null;
  return { tenantId: row.tenant_id, accountId: row.account_id, schedule: row.schedule };
}

/** Sets when the account is due again; the claim's lock is held. */
export async function setNextRun(
  tx: Tx,
  account: DueAccount,
  minutes: number | null,
): Promise<void> {
  await tx.query(
    `
    UPDATE cloud_accounts SET next_run_at = now() + make_interval(secs => $3::double precision * 60)
    WHERE tenant_id = $1 AND id = $2`,
    [account.tenantId, account.accountId, minutes],
  );
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
