import type { Tx } from '@skyledger/database';
import type { WriteScope } from './resource.repository';

/** The provider's ids of the active resources of a pass. */
export async function activeResourceIds(tx: Tx, scope: WriteScope): Promise<string[]> {
  const rows = await tx.query<{ resource_id: string }>(
    `
    SELECT resource_id FROM cloud_resources
    WHERE tenant_id = $1 AND account_id = $2 AND pass_key = $3 AND pass_region = $4 AND is_active`,
    [scope.tenantId, scope.accountId, scope.passKey, scope.passRegion],
  );
  return rows.map((row) => row.resource_id);
}

/** What a pass that saw everything did not see. */
export interface Missing {
  /** Active resources of the pass before. */
  known: number;
  /** Ids of those it did not see. */
  ids: string[];
}

/**
 * Finds the active resources of a pass that none of its pages held. Ids are grouped and not joined:
 * after a first run there may be no statistics yet, and a join is planned as if there were one id.
 */
export async function findMissing(tx: Tx, scope: WriteScope, passId: string): Promise<Missing> {
  const [row] = await tx.query<{ known: string; ids: string[] }>(
    `
    WITH ids AS (
      SELECT id, true AS is_known FROM cloud_resources
      WHERE tenant_id = $1 AND account_id = $2 AND pass_key = $3 AND pass_region = $4 AND is_active
      UNION ALL
      SELECT unnest(seen), false FROM cloud_discovery_pass_pages
      WHERE tenant_id = $1 AND pass_id = $5
    ), each AS (
      SELECT id, bool_or(is_known) AS is_known, bool_and(is_known) AS is_missing
      FROM ids GROUP BY id
    )
    SELECT count(*) FILTER (WHERE is_known) AS known,
      coalesce(array_agg(id::text ORDER BY id) FILTER (WHERE is_missing), '{}') AS ids
    FROM each`,
    [scope.tenantId, scope.accountId, scope.passKey, scope.passRegion, passId],
  );
  return { known: Number(row?.known ?? 0), ids: row?.ids ?? [] };
}

/** Marks resources as gone, with history. Returns the ids that were still active. */
export async function retireResources(
  tx: Tx,
  scope: WriteScope,
  ids: readonly string[],
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `
    WITH locked AS (
      SELECT id FROM cloud_resources
      WHERE tenant_id = $1 AND id = ANY ($3::bigint[]) AND is_active ORDER BY id FOR UPDATE
    ), retired AS (
      UPDATE cloud_resources r SET is_active = false, removed_at = now(), run_number = $4
      FROM locked WHERE r.tenant_id = $1 AND r.id = locked.id RETURNING r.id
    ), history AS (
      INSERT INTO cloud_resource_changes (tenant_id, account_id, resource_id, run_id, kind)
      SELECT $1, $2, id, $5, 'removed' FROM retired
    )
    SELECT id FROM retired`,
    [scope.tenantId, scope.accountId, ids, scope.runNumber, scope.runId],
  );
  return rows.map((row) => row.id);
}

/** Ids that the pass missed before and that were held for confirmation; `null` when none were. */
export async function heldSuspects(tx: Tx, scope: WriteScope): Promise<Set<string> | null> {
  const [row] = await tx.query<{ suspects: string[] | null }>(
    `
    SELECT suspects::text[] AS suspects FROM cloud_account_passes
    WHERE tenant_id = $1 AND account_id = $2 AND pass_key = $3 AND region = $4`,
    [scope.tenantId, scope.accountId, scope.passKey, scope.passRegion],
  );
  return row?.suspects == null ? null : new Set(row.suspects);
}

/** Remembers that the pass saw everything now, and what it holds as suspect. */
export async function rememberPass(
  tx: Tx,
  scope: WriteScope,
  suspects: readonly string[] | null,
): Promise<void> {
  await tx.query(
    `
    INSERT INTO cloud_account_passes (tenant_id, account_id, pass_key, region, last_succeeded_at, suspects)
    VALUES ($1, $2, $3, $4, now(), $5::bigint[])
    ON CONFLICT (tenant_id, account_id, pass_key, region)
    DO UPDATE SET last_succeeded_at = excluded.last_succeeded_at, suspects = excluded.suspects`,
    [scope.tenantId, scope.accountId, scope.passKey, scope.passRegion, suspects],
  );
}
