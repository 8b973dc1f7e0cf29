import type { RunKind } from '@skyledger/contracts';
import type { Tx } from '@skyledger/database';
import type { ProviderId, ResourceType } from '@skyledger/resource-model';
import type { PassError } from '../collect/pass.repository';
import type { PassPlace } from './select-passes';

/** A run that waits to be planned. */
export interface QueuedRun {
  tenantId: string;
  accountId: string;
  runId: string;
  provider: ProviderId;
  isDemo: boolean;
  kind: RunKind;
  /** The run's own selection, or else the account's; null means all. */
  regions: string[] | null;
  resourceTypes: ResourceType[] | null;
  /** The account's, as it is stored. */
  schedule: unknown;
  credentials: { keyId: string; ciphertext: Buffer };
}

/** One pass of a plan. */
export interface PlannedPass extends PassPlace {
  id: string;
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
    kind: RunKind;
    regions: string[] | null;
    resource_types: ResourceType[] | null;
    schedule: unknown;
    key_id: string;
    ciphertext: Buffer;
  }>(
    `
    SELECT r.account_id, a.provider, a.is_demo, r.kind, coalesce(r.regions, a.regions) AS regions,
      coalesce(r.resource_types, a.resource_types) AS resource_types, a.schedule, c.key_id, c.ciphertext
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
    kind: row.kind,
    regions: row.regions,
    resourceTypes: row.resource_types,
    schedule: row.schedule,
    credentials: { keyId: row.key_id, ciphertext: row.ciphertext },
  };
}

/** A run that takes longer is ended by the scheduler. */
const LONGEST_RUN_HOURS = 24;

/**
 * Passes whose last result is good and not older than this. Only runs that can have ended since are
 * looked at, so that a long history costs nothing.
 */
export async function freshPasses(
  tx: Tx,
  run: QueuedRun,
  maxAgeMinutes: number,
): Promise<PassPlace[]> {
  const rows = await tx.query<{ pass_key: string; region: string }>(
    `
    SELECT latest.pass_key, latest.region FROM (
      SELECT DISTINCT ON (p.pass_key, p.region) p.pass_key, p.region, p.status, p.finished_at
      FROM cloud_discovery_runs r
      JOIN cloud_discovery_passes p ON p.tenant_id = r.tenant_id AND p.run_id = r.id
      WHERE r.tenant_id = $1 AND r.account_id = $2 AND r.id <> $3
        AND r.requested_at > now() - make_interval(hours => $5::int, secs => $4::float8 * 60)
      ORDER BY p.pass_key, p.region, r.number DESC
    ) latest
    WHERE latest.status IN ('completed', 'skipped')
      AND latest.finished_at > now() - make_interval(secs => $4::float8 * 60)`,
    [run.tenantId, run.accountId, run.runId, maxAgeMinutes, LONGEST_RUN_HOURS],
  );
  return rows.map((row) => ({ passKey: row.pass_key, region: row.region }));
}

/** Ends a run in which there is nothing to do; `false` when it was planned or ended meanwhile. */
export async function completeEmptyRun(tx: Tx, run: QueuedRun): Promise<boolean> {
  const completed = await tx.query(
    `
    UPDATE cloud_discovery_runs SET status = 'completed', started_at = now(), finished_at = now()
    WHERE tenant_id = $1 AND id = $2 AND status = 'queued' RETURNING id`,
    [run.tenantId, run.runId],
  );
  return completed.length > 0;
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
