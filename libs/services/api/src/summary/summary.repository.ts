import { Injectable } from '@nestjs/common';
import { Database } from '@skyledger/database';
import { SEVERITIES } from '@skyledger/resource-model';
import type { JsonText } from '../http/json-text';
import type { SummaryQuery } from './summary.schema';

/** One scan of the active resources, of the tenant or of one account, gives every count of them. */
const SUMMARY = `
  WITH resources AS (
    SELECT resource_type, provider, account_id, grouping(resource_type, provider, account_id) AS by,
      count(*) AS total, count(*) FILTER (WHERE is_public) AS public,
      count(*) FILTER (WHERE has_agent) AS with_agent
    FROM cloud_resources WHERE is_active AND ($2::uuid IS NULL OR account_id = $2)
    GROUP BY GROUPING SETS ((), (resource_type), (provider), (account_id))
  ), accounts AS (
    SELECT status, provider, grouping(status, provider) AS by, count(*) AS total
    FROM cloud_accounts WHERE $2::uuid IS NULL OR id = $2 GROUP BY GROUPING SETS ((), (status), (provider))
  ), findings AS (
    SELECT severity, count(*) AS total FROM cloud_security_findings
    WHERE status = 'open' AND ($2::uuid IS NULL OR account_id = $2) GROUP BY severity
  )
  SELECT json_build_object(
    'accounts', (SELECT json_build_object(
      'total', coalesce(sum(total) FILTER (WHERE by = 3), 0),
      'by_status', coalesce(json_object_agg(status, total) FILTER (WHERE by = 1), '{}'),
      'by_provider', coalesce(json_object_agg(provider, total) FILTER (WHERE by = 2), '{}'))
      FROM accounts),
    'resources', (SELECT json_build_object(
      'total', coalesce(sum(total) FILTER (WHERE by = 7), 0),
      'public', coalesce(sum(public) FILTER (WHERE by = 7), 0),
      'with_agent', coalesce(sum(with_agent) FILTER (WHERE by = 7), 0),
      'by_type', coalesce(json_object_agg(resource_type, total) FILTER (WHERE by = 3), '{}'),
      'by_provider', coalesce(json_object_agg(provider, total) FILTER (WHERE by = 5), '{}'),
      'by_account', coalesce(json_object_agg(account_id, total) FILTER (WHERE by = 6), '{}'))
      FROM resources),
    'findings', (SELECT json_build_object(
      'open', coalesce(sum(f.total), 0),
      'by_severity', json_object_agg(s.severity, coalesce(f.total, 0) ORDER BY s.rank))
      FROM unnest($1::text[]) WITH ORDINALITY s (severity, rank) LEFT JOIN findings f USING (severity)),
    'agents', (SELECT json_build_object('total', count(*), 'matched', count(a.resource_id))
      FROM agents a LEFT JOIN cloud_resources r ON r.tenant_id = a.tenant_id AND r.id = a.resource_id
      WHERE $2::uuid IS NULL OR r.account_id = $2)
  )::text AS summary`;

/** Counts what a tenant has. */
@Injectable()
export class SummaryRepository {
  constructor(private readonly database: Database) {}

  async summary(tenantId: string, { account_id: accountId }: SummaryQuery): Promise<JsonText> {
    const [row] = await this.database.withTenant(tenantId, (tx) =>
      tx.query<{ summary: JsonText }>(SUMMARY, [[...SEVERITIES], accountId ?? null]),
    );
    if (row === undefined) throw new Error('the summary has no row');
    return row.summary;
  }
}
