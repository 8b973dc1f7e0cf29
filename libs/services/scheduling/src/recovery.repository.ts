import type { Tx } from '@skyledger/database';
import type { ProviderId } from '@skyledger/resource-model';

/** Runs of any tenant that waited too long to be planned, or have run too long. */
export async function findStuckRuns(
  tx: Tx,
  limit: number,
  maxAgeSeconds: number,
): Promise<{ tenantId: string; runId: string }[]> {
  const rows = await tx.query<{ tenant_id: string; run_id: string }>(
    'SELECT tenant_id, run_id FROM stuck_runs($1, $2)',
    [limit, maxAgeSeconds],
  );
  return rows.map((row) => ({ tenantId: row.tenant_id, runId: row.run_id }));
}

/** Open passes of any tenant whose lease or grace has run out. */
export async function findStuckPasses(
  tx: Tx,
  limit: number,
): Promise<{ tenantId: string; passId: string }[]> {
  const rows = await tx.query<{ tenant_id: string; pass_id: string }>(
    'SELECT tenant_id, pass_id FROM stuck_passes($1)',
    [limit],
  );
  return rows.map((row) => ({ tenantId: row.tenant_id, passId: row.pass_id }));
}

/** What a request for a run or a pass names. */
export interface RequestedWork {
  accountId: string;
  runId: string;
  provider: ProviderId;
}

/**
 * Extends the grace of a queued run that nobody planned in time, longer each time; `null` when
 * somebody did meanwhile, or is at it. It never waits: a worker that stopped in the middle of a
 * transaction would hold up the recovery of everything else.
 */
export async function extendQueuedRun(
  tx: Tx,
  runId: string,
  graceSeconds: number,
): Promise<(RequestedWork & { runNumber: number; requests: number }) | null> {
  const [row] = await tx.query<{
    account_id: string;
    provider: ProviderId;
    number: string;
    attempts: number;
  }>(
    `
    UPDATE cloud_discovery_runs r SET attempts = r.attempts + 1,
      leased_until = now() + make_interval(secs => $2 * least(r.attempts + 1, 12))
    FROM cloud_accounts a
    WHERE r.id = (SELECT id FROM cloud_discovery_runs WHERE id = $1 FOR NO KEY UPDATE SKIP LOCKED)
      AND r.status = 'queued' AND r.leased_until < now()
      AND a.tenant_id = r.tenant_id AND a.id = r.account_id
    RETURNING r.account_id, a.provider, r.number, r.attempts`,
    [runId, graceSeconds],
  );
  if (row === undefined) return null;
  return {
    accountId: row.account_id,
    runId,
    provider: row.provider,
    runNumber: Number(row.number),
    requests: row.attempts,
  };
}

/** The same for a pass: frees it from a worker that did not come back. Never waits either. */
export async function extendOpenPass(
  tx: Tx,
  passId: string,
  graceSeconds: number,
): Promise<RequestedWork | null> {
  const [row] = await tx.query<{ account_id: string; run_id: string; provider: ProviderId }>(
    `
    UPDATE cloud_discovery_passes p SET status = 'pending', lease_id = NULL,
      requests = p.requests + 1,
      leased_until = now() + make_interval(secs => $2 * least(p.requests + 1, 12))
    FROM cloud_discovery_runs r
    JOIN cloud_accounts a ON a.tenant_id = r.tenant_id AND a.id = r.account_id
    WHERE p.id = (SELECT id FROM cloud_discovery_passes WHERE id = $1 FOR NO KEY UPDATE SKIP LOCKED)
      AND p.status IN ('pending', 'running') AND p.leased_until < now()
      AND r.tenant_id = p.tenant_id AND r.id = p.run_id
    RETURNING p.account_id, p.run_id, a.provider`,
    [passId, graceSeconds],
  );
  if (row === undefined) return null;
  return { accountId: row.account_id, runId: row.run_id, provider: row.provider };
}

/** Why a run was ended before its work was done: the entry of `provider_errors`. */
export interface RunEndReason {
  code: string;
  message: string;
  action: string;
}

/** A run that was ended, and how. */
export interface EndedRun {
  status: string;
  accountId: string;
}

const errorsOf = (reason: RunEndReason): string =>
  JSON.stringify([
    { pass: 'run', region: 'global', provider_code: null, permissions: [], ...reason },
  ]);

/** Ends a run that still waits to be planned; `null` when it does not. */
export async function endQueuedRun(
  tx: Tx,
  runId: string,
  reason: RunEndReason,
): Promise<EndedRun | null> {
  const [row] = await tx.query<{ status: string; account_id: string }>(
    `
    UPDATE cloud_discovery_runs SET status = 'failed', finished_at = now(), provider_errors = $2::jsonb
    WHERE id = $1 AND status = 'queued' RETURNING status, account_id`,
    [runId, errorsOf(reason)],
  );
  return row === undefined ? null : { status: row.status, accountId: row.account_id };
}

/** Ends a run that has been running for too long, with what it has; `null` when it has not. */
export async function endOverdueRun(
  tx: Tx,
  runId: string,
  maxAgeSeconds: number,
  reason: RunEndReason,
): Promise<EndedRun | null> {
  await tx.query(
    `
    UPDATE cloud_discovery_passes p SET status = 'failed', lease_id = NULL, finished_at = now(),
      errors = p.errors || $2::jsonb
    FROM cloud_discovery_runs r
    WHERE p.run_id = $1 AND p.status IN ('pending', 'running') AND r.id = p.run_id
      AND r.status = 'running' AND r.requested_at < now() - make_interval(secs => $3)`,
    [runId, errorsOf(reason), maxAgeSeconds],
  );
  const [row] = await tx.query<{ status: string | null; account_id: string }>(
    `
    SELECT close_discovery_run(r.id) AS status, r.account_id FROM cloud_discovery_runs r
    WHERE r.id = $1`,
    [runId],
  );
  return row?.status == null ? null : { status: row.status, accountId: row.account_id };
}
