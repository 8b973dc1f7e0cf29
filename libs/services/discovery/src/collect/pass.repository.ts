import type { Database, Tx } from '@skyledger/database';
import type { ProviderId } from '@skyledger/resource-model';
import type { WriteScope } from '../write/resource.repository';

/** How a pass ended. */
export type PassOutcome =
  | 'completed'
  /** The region or service is off for the account: there is nothing to see. */
  | 'skipped'
  /** Not everything was seen. */
  | 'incomplete'
  /** Everything was seen, but too much would be gone. */
  | 'suspect'
  | 'failed'
  | 'cancelled';

/** One entry of `provider_errors`. */
export interface PassError {
  pass: string;
  region: string;
  /** Stable word for the kind, for example `denied`. */
  code: string;
  /** The provider's own code. */
  provider_code: string | null;
  message: string;
  /** Permissions that would mend it. */
  permissions: string[];
  /** What to do. */
  action: string;
  /** The listing was complete all the same; see `PageWarning`. */
  detail_only?: true;
}

/** The right to collect one pass, until it is given back or runs out. */
export interface PassLease extends WriteScope {
  provider: ProviderId;
  isDemo: boolean;
  passId: string;
  leaseId: string;
  cursor: string | null;
  /** Batches committed so far; counted on by the writer. */
  pages: number;
  /** Leases taken since the last committed page, this one included. */
  attempts: number;
  /** What the last batch held, as the next will then likely do. */
  expects: 'nothing new' | 'changes' | 'news';
  /** Sealed credentials of the account. */
  credentials: { keyId: string; ciphertext: Buffer };
}

/** Thrown where work finds that it no longer may write: a newer run, another worker, a deleted account. */
export class LeaseLost extends Error {
  constructor(passId: string) {
    super(`the lease of pass ${passId} is gone`);
    this.name = 'LeaseLost';
  }
}

/**
 * Takes the lease of an open pass of the account's newest run; `null` when the pass has ended,
 * another worker holds it, or the run was overtaken.
 */
export async function takeLease(
  tx: Tx,
  ids: { tenantId: string; passId: string; leaseId: string },
  leaseSeconds: number,
): Promise<PassLease | null> {
  const [row] = await tx.query<{
    account_id: string;
    provider: ProviderId;
    is_demo: boolean;
    run_id: string;
    run_number: string;
    pass_key: string;
    region: string;
    cursor: string | null;
    pages: number;
    attempts: number;
    key_id: string;
    ciphertext: Buffer;
  }>(
    `
    UPDATE cloud_discovery_passes p SET status = 'running', lease_id = $3, requests = 0,
      leased_until = now() + make_interval(secs => $4), attempts = p.attempts + 1,
      started_at = coalesce(p.started_at, now())
    FROM cloud_discovery_runs r
    JOIN cloud_accounts a ON a.tenant_id = r.tenant_id AND a.id = r.account_id
    JOIN cloud_credentials c ON c.tenant_id = a.tenant_id AND c.account_id = a.id
    WHERE p.tenant_id = $1 AND p.id = $2 AND p.status IN ('pending', 'running')
      AND (p.lease_id IS NULL OR p.leased_until < now())
      AND r.tenant_id = p.tenant_id AND r.id = p.run_id AND r.status = 'running'
      AND a.run_number = r.number
    RETURNING p.account_id, a.provider, a.is_demo, p.run_id, r.number AS run_number, p.pass_key, p.region,
      p.cursor, p.pages, p.attempts, c.key_id, c.ciphertext`,
    [ids.tenantId, ids.passId, ids.leaseId, leaseSeconds],
  );
  if (row === undefined) return null;
  return {
    ...ids,
    accountId: row.account_id,
    provider: row.provider,
    isDemo: row.is_demo,
    runId: row.run_id,
    runNumber: row.run_number,
    passKey: row.pass_key,
    passRegion: row.region,
    cursor: row.cursor,
    pages: row.pages,
    attempts: row.attempts,
    expects: 'nothing new',
    credentials: { keyId: row.key_id, ciphertext: row.ciphertext },
  };
}

/** Extends the lease while a page takes long. @throws LeaseLost */
export async function renewLease(tx: Tx, lease: PassLease, leaseSeconds: number): Promise<void> {
  const rows = await tx.query(
    `
    UPDATE cloud_discovery_passes SET leased_until = now() + make_interval(secs => $4)
    WHERE tenant_id = $1 AND id = $2 AND lease_id = $3 AND status = 'running' RETURNING id`,
    [lease.tenantId, lease.passId, lease.leaseId, leaseSeconds],
  );
  if (rows.length === 0) throw new LeaseLost(lease.passId);
}

/**
 * Locks what a page's transaction relies on: the account, whose newest run must still be ours, then
 * the pass, whose lease and last checkpoint must still be ours. Every transaction locks in this
 * order: account, pass, run, resources. @throws LeaseLost
 */
export async function holdLease(tx: Tx, lease: PassLease): Promise<void> {
  const rows = await tx.prepared(
    `
    SELECT p.id FROM cloud_accounts a
    JOIN cloud_discovery_passes p ON p.tenant_id = a.tenant_id AND p.account_id = a.id
    WHERE a.tenant_id = $1 AND a.id = $2 AND a.run_number = $3
      AND p.id = $4 AND p.lease_id = $5 AND p.status = 'running' AND p.pages = $6
    FOR SHARE OF a FOR UPDATE OF p`,
    [lease.tenantId, lease.accountId, lease.runNumber, lease.passId, lease.leaseId, lease.pages],
  );
  if (rows.length === 0) throw new LeaseLost(lease.passId);
}

/** What one batch of pages did. */
export interface BatchCounts {
  discovered: number;
  created: number;
  updated: number;
  unchanged: number;
}

/**
 * Stores the checkpoint of a batch: what it saw, what it did, and where to go on. With `lazy` the
 * transaction commits without waiting for the disk, because it only moves the checkpoint: if the
 * server crashes and forgets it, the count of pages no longer fits and the pass starts again from
 * the checkpoint that is left.
 */
export async function checkpoint(
  tx: Tx,
  lease: PassLease,
  batch: BatchCounts & {
    seen: string[];
    cursor: string | null;
    errors: readonly PassError[];
    lazy: boolean;
  },
  leaseSeconds: number,
): Promise<void> {
  await tx.prepared(
    `
    WITH page AS (
      UPDATE cloud_discovery_passes SET cursor = $3, pages = pages + 1, attempts = 0,
        leased_until = now() + make_interval(secs => $4),
        discovered = discovered + $5, created = created + $6, updated = updated + $7,
        unchanged = unchanged + $8, errors = errors || $9::jsonb
      WHERE tenant_id = $1 AND id = $2 RETURNING pages
    )
    INSERT INTO cloud_discovery_pass_pages (tenant_id, pass_id, page, seen)
    SELECT $1, $2, pages, $10::bigint[] || $11::bigint[] FROM page
    WHERE NOT $12 OR set_config('synchronous_commit', 'off', true) IS NOT NULL`,
    [
      lease.tenantId,
      lease.passId,
      batch.cursor,
      leaseSeconds,
      batch.discovered,
      batch.created,
      batch.updated,
      batch.unchanged,
      JSON.stringify(batch.errors),
      batch.seen[0] ?? '{}',
      batch.seen[1] ?? '{}',
      batch.lazy,
    ],
  );
}

/**
 * Does the whole transaction of a batch in one round trip when nothing in it changed: lease,
 * comparison and checkpoint, committed as lazily as `checkpoint` does.
 * @returns false, with nothing written, when something differs or the lease is not held
 */
export async function checkpointUnchanged(
  database: Database,
  lease: PassLease,
  batch: { resourceIds: readonly string[]; hashes: Buffer; cursor: string | null },
  leaseSeconds: number,
): Promise<boolean> {
  const [row] = await database.statement<{ done: boolean }>(
    'SELECT checkpoint_unchanged($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) AS done',
    [
      lease.tenantId,
      lease.accountId,
      lease.runNumber,
      lease.passId,
      lease.leaseId,
      lease.pages,
      lease.passKey,
      lease.passRegion,
      batch.resourceIds,
      batch.hashes,
      batch.cursor,
      leaseSeconds,
    ],
  );
  return row?.done === true;
}

/** Gives the pass back unfinished: the next message goes on at the checkpoint. */
export async function handBack(tx: Tx, lease: PassLease, graceSeconds: number): Promise<void> {
  await tx.query(
    `
    UPDATE cloud_discovery_passes SET status = 'pending', lease_id = NULL,
      leased_until = now() + make_interval(secs => $4)
    WHERE tenant_id = $1 AND id = $2 AND lease_id = $3 AND status = 'running'`,
    [lease.tenantId, lease.passId, lease.leaseId, graceSeconds],
  );
}

/** Ends a pass and forgets which resources its pages held. */
export async function endPass(
  tx: Tx,
  lease: PassLease,
  end: { outcome: PassOutcome; removed: number; errors: readonly PassError[] },
): Promise<void> {
  await tx.query(
    `
    UPDATE cloud_discovery_passes SET status = $3, removed = $4, errors = errors || $5::jsonb,
      cursor = NULL, lease_id = NULL, finished_at = now()
    WHERE tenant_id = $1 AND id = $2`,
    [lease.tenantId, lease.passId, end.outcome, end.removed, JSON.stringify(end.errors)],
  );
  await tx.query(`DELETE FROM cloud_discovery_pass_pages WHERE tenant_id = $1 AND pass_id = $2`, [
    lease.tenantId,
    lease.passId,
  ]);
}

/** Whether something already kept the pass from seeing everything. */
export async function hasErrors(tx: Tx, lease: PassLease): Promise<boolean> {
  const rows = await tx.query(
    `
    SELECT FROM cloud_discovery_passes
    WHERE tenant_id = $1 AND id = $2 AND errors @? '$[*] ? (!(exists(@.detail_only)))'`,
    [lease.tenantId, lease.passId],
  );
  return rows.length > 0;
}

/** Ends the run if its passes have all ended; returns its final status, else `null`. */
export async function closeRun(tx: Tx, runId: string): Promise<string | null> {
  const [row] = await tx.query<{ status: string | null }>(
    'SELECT close_discovery_run($1) AS status',
    [runId],
  );
  return row?.status ?? null;
}
