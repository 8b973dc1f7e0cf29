import type { LedgerResource } from '@skyledger/resource-model';
import type { OwnerDatabase } from './owner-database';

/** One resource as the ledger holds it, removed ones included. */
export type LedgerRow = LedgerResource & { hasAgent: boolean };

/** One finding as the ledger holds it. */
export interface FindingRow {
  resource_id: string;
  check_id: string;
  status: 'open' | 'resolved';
  severity: string;
  reason: string;
}

/** Every resource of the account, sorted by native id. */
export function readLedger(owner: OwnerDatabase, accountId: string): Promise<LedgerRow[]> {
  return owner.query<LedgerRow>(
    `SELECT id::text, account_id AS "accountId", provider, is_active AS "isActive",
       resource_id AS "resourceId", resource_type AS "resourceType", native_type AS "nativeType",
       name, region, zone, state, native_state AS "nativeState", size, private_ips AS "privateIps",
       public_ips AS "publicIps", is_public AS "isPublic", tags, attributes, relationships, price,
       to_char(provider_created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "createdAt",
       has_agent AS "hasAgent"
     FROM cloud_resources WHERE account_id = $1 ORDER BY resource_id COLLATE "C"`,
    [accountId],
  );
}

/** Every finding of the account. */
export function readFindings(owner: OwnerDatabase, accountId: string): Promise<FindingRow[]> {
  return owner.query<FindingRow>(
    `SELECT resource_id::text, check_id, status, severity, reason
     FROM cloud_security_findings WHERE account_id = $1`,
    [accountId],
  );
}

/** Rows that belong to nothing or contradict each other, by what is wrong; nothing when all is well. */
export async function contradictions(owner: OwnerDatabase): Promise<Record<string, number>> {
  const counts = await owner.query<{ problem: string; rows: number }>(
    `WITH ${SUMMARIES} ` +
      Object.entries(CONTRADICTIONS)
        .map(
          ([problem, rows]) =>
            `SELECT '${problem}' AS problem, count(*)::integer AS rows FROM (${rows}) q`,
        )
        .join(' UNION ALL '),
  );
  const wrong = counts.filter(({ rows }) => rows > 0);
  return Object.fromEntries(wrong.map(({ problem, rows }) => [problem, rows]));
}

const withoutResource = (table: string): string => `
  SELECT FROM ${table} t WHERE NOT EXISTS (
    SELECT FROM cloud_resources r WHERE r.tenant_id = t.tenant_id AND r.id = t.resource_id)`;

const withoutAccount = (table: string): string => `
  SELECT FROM ${table} t WHERE NOT EXISTS (
    SELECT FROM cloud_accounts a WHERE a.tenant_id = t.tenant_id AND a.id = t.account_id)`;

/** What the queries compare resources and runs with, gathered once. */
const SUMMARIES = `
  history AS MATERIALIZED (
    SELECT tenant_id, resource_id, count(*) FILTER (WHERE kind = 'created') AS created,
      (array_agg(kind ORDER BY id DESC))[1] AS last
    FROM cloud_resource_changes GROUP BY tenant_id, resource_id
  ), run_history AS MATERIALIZED (
    SELECT tenant_id, run_id, count(*) FILTER (WHERE kind = 'created') AS created,
      count(*) FILTER (WHERE kind IN ('updated', 'restored')) AS updated,
      count(*) FILTER (WHERE kind = 'removed') AS removed
    FROM cloud_resource_changes GROUP BY tenant_id, run_id
  ), run_passes AS MATERIALIZED (
    SELECT tenant_id, run_id, sum(discovered) AS discovered, sum(created) AS created,
      sum(updated) AS updated, sum(unchanged) AS unchanged, sum(removed) AS removed
    FROM cloud_discovery_passes GROUP BY tenant_id, run_id
  ), searchable AS MATERIALIZED (
    SELECT tenant_id, resource_id, jsonb_object_agg(key, value) AS tags
    FROM cloud_resource_tags GROUP BY tenant_id, resource_id
  )`;

/** Queries that find nothing in a sound ledger, whatever happened to it. */
const CONTRADICTIONS: Record<string, string> = {
  'payloads without a resource': withoutResource('cloud_resource_payloads'),
  'tags without a resource': withoutResource('cloud_resource_tags'),
  'history without a resource': withoutResource('cloud_resource_changes'),
  'findings without a resource': withoutResource('cloud_security_findings'),
  'handles without a resource': withoutResource('resource_handles'),
  'resources without an account': withoutAccount('cloud_resources'),
  'runs without an account': withoutAccount('cloud_discovery_runs'),
  'passes without an account': withoutAccount('cloud_discovery_passes'),
  'pages of ended passes': `
    SELECT FROM cloud_discovery_pass_pages g JOIN cloud_discovery_passes p
      ON p.tenant_id = g.tenant_id AND p.id = g.pass_id
    WHERE p.status NOT IN ('pending', 'running')`,
  'open passes of ended runs': `
    SELECT FROM cloud_discovery_passes p JOIN cloud_discovery_runs r
      ON r.tenant_id = p.tenant_id AND r.id = p.run_id
    WHERE p.status IN ('pending', 'running') AND r.status NOT IN ('queued', 'running')`,
  'ended runs that count otherwise than their passes': `
    SELECT FROM cloud_discovery_runs r JOIN run_passes p ON p.tenant_id = r.tenant_id AND p.run_id = r.id
    WHERE r.status NOT IN ('queued', 'running')
      AND (r.discovered, r.created, r.updated, r.unchanged, r.removed)
        <> (p.discovered, p.created, p.updated, p.unchanged, p.removed)`,
  'runs whose counts and history differ': `
    SELECT FROM cloud_discovery_runs r
    LEFT JOIN run_history h ON h.tenant_id = r.tenant_id AND h.run_id = r.id
    WHERE r.status NOT IN ('queued', 'running') AND (r.created, r.updated, r.removed)
      <> (coalesce(h.created, 0), coalesce(h.updated, 0), coalesce(h.removed, 0))`,
  'resources without a payload': `
    SELECT FROM cloud_resources r LEFT JOIN cloud_resource_payloads p
      ON p.tenant_id = r.tenant_id AND p.resource_id = r.id
    WHERE p.resource_id IS NULL`,
  'resources whose tags to search by are not their tags': `
    SELECT FROM cloud_resources r
    LEFT JOIN searchable s ON s.tenant_id = r.tenant_id AND s.resource_id = r.id
    WHERE coalesce(s.tags, '{}') <> (
      SELECT coalesce(jsonb_object_agg(left(e.key, 256), left(e.value, 1024)), '{}')
      FROM jsonb_each_text(r.tags) e)`,
  'resources that were not created exactly once': `
    SELECT FROM cloud_resources r
    LEFT JOIN history h ON h.tenant_id = r.tenant_id AND h.resource_id = r.id
    WHERE h.created IS DISTINCT FROM 1`,
  'resources whose last change contradicts whether they are active': `
    SELECT FROM cloud_resources r
    JOIN history h ON h.tenant_id = r.tenant_id AND h.resource_id = r.id
    WHERE r.is_active <> (h.last <> 'removed')`,
  'resources whose removal has no time, or the other way round': `
    SELECT FROM cloud_resources r WHERE r.is_active = (r.removed_at IS NOT NULL)`,
  'history that cannot have happened': `
    SELECT FROM (
      SELECT kind, lag(kind) OVER (PARTITION BY tenant_id, resource_id ORDER BY id) AS before
      FROM cloud_resource_changes) c
    WHERE (c.kind = 'created') <> (c.before IS NULL)
      OR c.before IS NOT NULL AND (c.kind = 'restored') <> (c.before = 'removed')`,
  'updates that changed nothing': `
    SELECT FROM cloud_resource_changes WHERE kind = 'updated' AND coalesce(changes, '{}') = '{}'`,
  'resources written by a run that there was not yet': `
    SELECT FROM cloud_resources r JOIN cloud_accounts a
      ON a.tenant_id = r.tenant_id AND a.id = r.account_id
    WHERE r.run_number > a.run_number`,
  'open findings of removed resources': `
    SELECT FROM cloud_security_findings f JOIN cloud_resources r
      ON r.tenant_id = f.tenant_id AND r.id = f.resource_id
    WHERE f.status = 'open' AND NOT r.is_active`,
  'findings whose state and time of resolution differ': `
    SELECT FROM cloud_security_findings f
    WHERE (f.status = 'resolved') <> (f.resolved_at IS NOT NULL)
      OR (f.status = 'resolved') <> (f.resolution IS NOT NULL)`,
  'resources marked with an agent that none is linked to, or the other way round': `
    SELECT FROM cloud_resources r WHERE r.has_agent <> EXISTS (
      SELECT FROM agents a WHERE a.tenant_id = r.tenant_id AND a.resource_id = r.id)`,
  'handles of removed resources': `
    SELECT FROM resource_handles h JOIN cloud_resources r
      ON r.tenant_id = h.tenant_id AND r.id = h.resource_id
    WHERE NOT r.is_active`,
};
