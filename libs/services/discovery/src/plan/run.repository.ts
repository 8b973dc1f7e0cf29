import type { Tx } from '@skyledger/database';
import type { ProviderId } from '@skyledger/resource-model';
import type { PassError } from '../collect/pass.repository';

/** A run that waits to be planned. */
export interface QueuedRun {
  tenantId: string;
  accountId: string;
  runId: string;
  provider: ProviderId;
  isDemo: boolean;
  regions: string[] | null;
  credentials: { keyId: string; ciphertext: Buffer };
}

/** One pass of a plan. */
export interface PlannedPass {
  id: string;
  passKey: string;
  region: string;
}

/** The run, if it still waits to be planned and is the account's newest; else `null`. */
export async function findQueuedRun(
  tx: Tx,
  ids: { tenantId: string; runId: string },
): Promise<QueuedRun | null> {
  const [row] = await tx.query<{
    account_id: string;
    provider: ProviderId;
    is_demo: boolean;
    regions: string[] | null;
    key_id: string;
    ciphertext: Buffer;
  }>(
    `
    SELECT r.account_id, a.provider, a.is_demo, a.regions, c.key_id, c.ciphertext
    FROM cloud_discovery_runs r
    JOIN cloud_accounts a ON a.tenant_id = r.tenant_id AND a.id = r.account_id
    JOIN cloud_credentials c ON c.tenant_id = a.tenant_id AND c.account_id = a.id
    WHERE r.tenant_id = $1 AND r.id = $2 AND r.status = 'queued' AND a.run_number = r.number`,
    [ids.tenantId, ids.runId],
  );
  if (row === undefined) return null;
  return {
    ...ids,
    accountId: row.account_id,
    provider: row.provider,
    isDemo: row.is_demo,
    regions: row.regions,
    credentials: { keyId: row.key_id, ciphertext: row.ciphertext },
  };
}

/** Starts the run with its passes; `false` when it was planned or ended meanwhile. */
export async function startRun(
  tx: Tx,
  run: QueuedRun,
  passes: readonly PlannedPass[],
  graceSeconds: number,
): Promise<boolean> {
  const started = await tx.query(
    `
    UPDATE cloud_discovery_runs SET status = 'running', started_at = now()
    WHERE tenant_id = $1 AND id = $2 AND status = 'queued' RETURNING id`,
    [run.tenantId, run.runId],
  );
  if (started.length === 0) return false;
  await tx.query(
    `
    INSERT INTO cloud_discovery_passes
      (tenant_id, id, run_id, account_id, pass_key, region, status, leased_until)
    SELECT $1, p.id, $2, $3, p.pass_key, p.region, 'pending', now() + make_interval(secs => $4)
    FROM unnest($5::uuid[], $6::text[], $7::text[]) AS p(id, pass_key, region)`,
    [
      run.tenantId,
      run.runId,
      run.accountId,
      graceSeconds,
      passes.map((pass) => pass.id),
      passes.map((pass) => pass.passKey),
      passes.map((pass) => pass.region),
    ],
  );
  return true;
}

/** Ends a run that could not be planned; `false` when it was planned or ended meanwhile. */
export async function failRun(tx: Tx, run: QueuedRun, error: PassError): Promise<boolean> {
  const failed = await tx.query(
    `
    UPDATE cloud_discovery_runs SET status = 'failed', finished_at = now(),
      started_at = coalesce(started_at, now()), provider_errors = $3::jsonb
    WHERE tenant_id = $1 AND id = $2 AND status = 'queued' RETURNING id`,
    [run.tenantId, run.runId, JSON.stringify([error])],
  );
  return failed.length > 0;
}
