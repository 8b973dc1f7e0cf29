import type { Tx } from '@skyledger/database';
import type { ResourceRow } from './prepare-rows';
import type { StagedRow } from './stage.repository';
import { CONTENT_COLUMNS } from './staged-line';

/** Whose resources are written, and by which pass of which run. */
export interface WriteScope {
  tenantId: string;
  accountId: string;
  provider: string;
  runId: string;
  runNumber: string;
  passKey: string;
  passRegion: string;
}

/** What the ledger already knows of a batch of rows. */
export interface Comparison {
  /** Array literal of the ids of rows that are as they were. */
  unchangedIds: string;
  unchanged: number;
  /** Rows to write, with the ledger's id: a known one, or one drawn for a new row. */
  differing: StagedRow[];
}

/** What writing a batch did. */
export interface Written {
  created: string[];
  updated: string[];
}

const content = (alias: string): string =>
  CONTENT_COLUMNS.map((column) => `${alias}.${column}`).join(', ');

const HISTORY_COLUMNS = [
  'name',
  'region',
  'zone',
  'state',
  'native_state',
  'size',
  'private_ips',
  'public_ips',
  'is_public',
  'relationships',
  'price',
];

/**
 * What differs between the version `r` and the version `s`, for the history: the shared fields, each
 * tag and each attribute under a name of its own. Equal fields cost a comparison and nothing more.
 */
const DIFFERENCE = [
  ...HISTORY_COLUMNS.map(
    (
      column,
    ) => `CASE WHEN r.${column} IS DISTINCT FROM s.${column} THEN jsonb_build_object('${column}',
      jsonb_build_object('from', r.${column}, 'to', s.${column})) ELSE '{}' END`,
  ),
  ...['tags', 'attributes'].map(
    (column) => `CASE WHEN r.${column} IS DISTINCT FROM s.${column}
      THEN members_difference('${column}.', r.${column}, s.${column}) ELSE '{}' END`,
  ),
].join(' || ');

/** The ids of a batch, as `compare_resources` takes them. */
export function resourceIdsOf(rows: readonly ResourceRow[]): string[] {
  return rows.map((row) => row.resourceId);
}

/** One value for all hashes: an array of them would be made into text and parsed again. */
export function hashesOf(rows: readonly ResourceRow[]): Buffer {
  return Buffer.from(rows.map((row) => row.contentHash).join(''), 'hex');
}

/**
 * Asks which rows are as the ledger has them, in one statement that writes nothing. Planned anew each
 * time: on a table without statistics every index that begins with the tenant looks as good as the
 * unique one, and a prepared plan would stay with the wrong one while the table grows.
 */
export async function compareRows(
  tx: Tx,
  scope: WriteScope,
  rows: readonly ResourceRow[],
): Promise<Comparison> {
  const [answer] = await tx.query<{
    unchanged_ids: string;
    unchanged: number;
    positions: number[];
    ids: string[];
    is_new: boolean[];
  }>(
    `
    WITH compared AS MATERIALIZED (
      SELECT place, id, is_same FROM compare_resources($1, $2, $3, $4, $5, $6, $7)
    ), differing AS MATERIALIZED (
      SELECT place, coalesce(id, nextval(pg_get_serial_sequence('cloud_resources', 'id'))) AS id,
        id IS NULL AS is_new
      FROM compared WHERE NOT is_same ORDER BY place
    )
    SELECT s.unchanged_ids, s.unchanged, d.positions, d.ids, d.is_new
    FROM (SELECT coalesce(array_agg(id) FILTER (WHERE is_same), '{}')::text AS unchanged_ids,
            (count(*) FILTER (WHERE is_same))::int AS unchanged FROM compared) s,
         (SELECT coalesce(array_agg(place ORDER BY place), '{}') AS positions,
            coalesce(array_agg(id::text ORDER BY place), '{}') AS ids,
            coalesce(array_agg(is_new ORDER BY place), '{}') AS is_new FROM differing) d
    `,
    [
      scope.tenantId,
      scope.accountId,
      resourceIdsOf(rows),
      hashesOf(rows),
      scope.passKey,
      scope.passRegion,
      scope.runNumber,
    ],
  );
  if (answer === undefined) throw new Error('the comparison returned no row');
  return {
    unchangedIds: answer.unchanged_ids,
    unchanged: answer.unchanged,
    differing: answer.positions.map((position, index) => ({
      row: rows[position - 1]!,
      id: answer.ids[index]!,
      isNew: answer.is_new[index]!,
    })),
  };
}

/** Writes staged rows, with payloads, tags and history. */
export async function writeRows(
  tx: Tx,
  scope: WriteScope,
  differing: readonly StagedRow[],
): Promise<Written> {
  if (differing.length === 0) return { created: [], updated: [] };
  const inserted = await insertNew(tx, scope, differing);
  const updated = differing.some((entry) => !entry.isNew) ? await updateKnown(tx, scope) : [];
  return { created: inserted, updated };
}

/**
 * Statements read the staged rows alone and join nothing: a temporary table has no statistics, and a
 * join against it is planned as if it were tiny. Another pass that inserts the same resource at the
 * same time makes the insert fail on the unique index; the transaction is then repeated.
 */
async function insertNew(
  tx: Tx,
  scope: WriteScope,
  differing: readonly StagedRow[],
): Promise<string[]> {
  const fresh = differing.filter((entry) => entry.isNew).map((entry) => entry.id);
  if (fresh.length === 0) return [];
  await tx.prepared(
    `
    INSERT INTO cloud_resources (tenant_id, id, account_id, provider, resource_id,
      ${CONTENT_COLUMNS.join(', ')}, pass_key, pass_region, run_number)
    SELECT $1, s.id, $2, $3, s.resource_id, ${content('s')}, $4, $5, $6
    FROM staged_resources s WHERE s.is_new`,
    [
      scope.tenantId,
      scope.accountId,
      scope.provider,
      scope.passKey,
      scope.passRegion,
      scope.runNumber,
    ],
  );
  await tx.prepared(
    `
    WITH payloads AS (
      INSERT INTO cloud_resource_payloads (tenant_id, resource_id, payload)
      SELECT $1, s.id, s.payload::json FROM staged_resources s WHERE s.is_new
    ), tags AS (
      INSERT INTO cloud_resource_tags (tenant_id, key, value, resource_id)
      SELECT $1, search_key(t.key), search_value(t.value), s.id
      FROM staged_resources s CROSS JOIN jsonb_each_text(s.tags) t WHERE s.is_new
    )
    INSERT INTO cloud_resource_changes (tenant_id, account_id, resource_id, run_id, kind)
    SELECT $1, $2, s.id, $3, 'created' FROM staged_resources s WHERE s.is_new`,
    [scope.tenantId, scope.accountId, scope.runId],
  );
  return fresh;
}

/**
 * Every join here looks up staged rows by key. Staged rows have no statistics, so the transaction is
 * planned by index.
 */
async function updateKnown(tx: Tx, scope: WriteScope): Promise<string[]> {
  await tx.prepared(
    `
    INSERT INTO cloud_resource_changes (tenant_id, account_id, resource_id, run_id, kind, changes)
    SELECT $1, $2, r.id, $3, CASE WHEN r.is_active THEN 'updated' ELSE 'restored' END,
      nullif(${DIFFERENCE}, '{}')
    FROM staged_resources s JOIN cloud_resources r ON r.tenant_id = $1 AND r.id = s.id
    WHERE NOT s.is_new
    ORDER BY s.id`,
    [scope.tenantId, scope.accountId, scope.runId],
  );
  await tx.prepared(
    `
    WITH changed AS MATERIALIZED (
      SELECT s.id, s.tags AS new_tags, r.tags AS old_tags
      FROM staged_resources s JOIN cloud_resources r ON r.tenant_id = $1 AND r.id = s.id
      WHERE NOT s.is_new AND s.tags <> r.tags
    ), dropped AS (
      DELETE FROM cloud_resource_tags c
      USING (
        SELECT id, search_key(key) AS key, search_value(value) AS value
        FROM changed CROSS JOIN jsonb_each_text(old_tags)
        EXCEPT
        SELECT id, search_key(key), search_value(value)
        FROM changed CROSS JOIN jsonb_each_text(new_tags)
      ) o
      WHERE c.tenant_id = $1 AND c.key = o.key AND c.value = o.value AND c.resource_id = o.id
    )
    INSERT INTO cloud_resource_tags (tenant_id, key, value, resource_id)
    SELECT $1, key, value, id FROM (
      SELECT id, search_key(key) AS key, search_value(value) AS value
      FROM changed CROSS JOIN jsonb_each_text(new_tags)
      EXCEPT
      SELECT id, search_key(key), search_value(value)
      FROM changed CROSS JOIN jsonb_each_text(old_tags)
    ) n`,
    [scope.tenantId],
  );
  const assignments = CONTENT_COLUMNS.map((column) => `${column} = s.${column}`).join(', ');
  const updated = await tx.prepared<{ id: string }>(
    `
    UPDATE cloud_resources r SET ${assignments}, pass_key = $2, pass_region = $3, run_number = $4,
      changed_at = now(), is_active = true, removed_at = NULL
    FROM staged_resources s
    WHERE NOT s.is_new AND r.tenant_id = $1 AND r.id = s.id
    RETURNING r.id`,
    [scope.tenantId, scope.passKey, scope.passRegion, scope.runNumber],
  );
  await tx.prepared(
    `
    UPDATE cloud_resource_payloads p SET payload = s.payload::json
    FROM staged_resources s WHERE NOT s.is_new AND p.tenant_id = $1 AND p.resource_id = s.id`,
    [scope.tenantId],
  );
  return updated.map((row) => row.id);
}
