import { Injectable } from '@nestjs/common';
import { Database } from '@skyledger/database';
import { SEVERITIES } from '@skyledger/resource-model';
import type { Principal } from '../auth/principal';
import { Visibility, visibleTo } from '../auth/visibility';
import type { JsonText } from '../http/json-text';
import { Conditions } from '../http/sql-json';
import type { SummaryQuery } from './summary.schema';

/** Conditions for the rows that are counted, and for the accounts whose groups may be told. */
interface Counted {
  accounts: string;
  resources: string;
  findings: string;
  agents: string;
  severities: string;
}

/** Sums of the CTE of this name by what its accounts say of themselves. */
const byAccount = (counts: string): string => `
  (SELECT coalesce(json_object_agg(account_id, total), '{}') FROM (
    SELECT c.account_id, sum(c.total) AS total FROM ${counts} c GROUP BY c.account_id) s)`;
const byGroup = (counts: string): string => `
  (SELECT coalesce(json_object_agg(account_group, total), '{}') FROM (
    SELECT a.account_group, sum(c.total) AS total FROM ${counts} c
    JOIN accounts a ON a.id = c.account_id WHERE a.account_group IS NOT NULL
    GROUP BY a.account_group) s)`;
const byEntity = (counts: string): string => `
  (SELECT coalesce(json_object_agg(entity_id, total), '{}') FROM (
    SELECT coalesce(c.moved_to, a.entity_id) AS entity_id, sum(c.total) AS total FROM ${counts} c
    JOIN cloud_accounts a ON a.id = c.account_id GROUP BY 1) s)`;
const byProvider = (counts: string): string => `
  (SELECT coalesce(json_object_agg(provider, total), '{}') FROM (
    SELECT a.provider, sum(c.total) AS total FROM ${counts} c
    JOIN cloud_accounts a ON a.id = c.account_id GROUP BY a.provider) s)`;
const accountsBy = (column: string): string => `
  (SELECT coalesce(json_object_agg(${column}, total), '{}') FROM (
    SELECT ${column}, count(*) AS total FROM accounts WHERE ${column} IS NOT NULL GROUP BY 1) s)`;

/** One scan of the active resources and one of the open findings give every count of them. */
const summarySql = (counted: Counted): string => `
  WITH moved AS (
    SELECT resource_id, entity_id FROM cloud_resource_annotations WHERE entity_id IS NOT NULL
  ), accounts AS (
    SELECT a.id, a.status, a.provider, a.account_group, a.entity_id FROM cloud_accounts a
    ${counted.accounts}
  ), resources AS (
    SELECT r.resource_type, r.provider, r.account_id, m.entity_id AS moved_to,
      grouping(r.resource_type, r.provider, r.account_id) AS by, count(*) AS total,
      count(*) FILTER (WHERE r.is_public) AS public, count(*) FILTER (WHERE r.has_agent) AS with_agent
    FROM cloud_resources r LEFT JOIN moved m ON m.resource_id = r.id
    ${counted.resources}
    GROUP BY GROUPING SETS ((), (r.resource_type), (r.provider), (r.account_id, m.entity_id))
  ), resources_by_account AS (
    SELECT account_id, moved_to, total FROM resources WHERE by = 6
  ), findings AS (
    SELECT f.severity, f.account_id, m.entity_id AS moved_to, grouping(f.severity) AS by,
      count(*) AS total
    FROM cloud_security_findings f LEFT JOIN moved m ON m.resource_id = f.resource_id
    ${counted.findings}
    GROUP BY GROUPING SETS ((f.severity), (f.account_id, m.entity_id))
  ), findings_by_account AS (
    SELECT account_id, moved_to, total FROM findings WHERE by = 1
  )
  SELECT json_build_object(
    'accounts', json_build_object(
      'total', (SELECT count(*) FROM accounts),
      'by_status', ${accountsBy('status')},
      'by_provider', ${accountsBy('provider')},
      'by_group', ${accountsBy('account_group')},
      'by_entity', ${accountsBy('entity_id')}),
    'resources', (SELECT json_build_object(
      'total', coalesce(sum(total) FILTER (WHERE by = 7), 0),
      'public', coalesce(sum(public) FILTER (WHERE by = 7), 0),
      'with_agent', coalesce(sum(with_agent) FILTER (WHERE by = 7), 0),
      'by_type', coalesce(json_object_agg(resource_type, total) FILTER (WHERE by = 3), '{}'),
      'by_provider', coalesce(json_object_agg(provider, total) FILTER (WHERE by = 5), '{}'),
      'by_account', ${byAccount('resources_by_account')},
      'by_group', ${byGroup('resources_by_account')},
      'by_entity', ${byEntity('resources_by_account')})
      FROM resources),
    'findings', (SELECT json_build_object(
      'open', coalesce(sum(f.total), 0),
      'by_severity', json_object_agg(s.severity, coalesce(f.total, 0) ORDER BY s.rank),
      'by_provider', ${byProvider('findings_by_account')},
      'by_account', ${byAccount('findings_by_account')},
      'by_group', ${byGroup('findings_by_account')},
      'by_entity', ${byEntity('findings_by_account')})
      FROM unnest(${counted.severities}::text[]) WITH ORDINALITY s (severity, rank)
      LEFT JOIN findings f ON f.by = 0 AND f.severity = s.severity),
    'agents', (SELECT json_build_object('total', count(*), 'matched', count(a.resource_id))
      FROM agents a LEFT JOIN cloud_resources r ON r.tenant_id = a.tenant_id AND r.id = a.resource_id
      ${counted.agents})
  )::text AS summary`;

/** Counts what a principal may read. */
@Injectable()
export class SummaryRepository {
  constructor(private readonly database: Database) {}

  async summary(principal: Principal, query: SummaryQuery): Promise<JsonText> {
    const values = new Conditions();
    const sql = summarySql(countedBy(principal, query, values));
    const [row] = await this.database.withTenant(principal.tenantId, (tx) =>
      tx.query<{ summary: JsonText }>(sql, values.values),
    );
    if (row === undefined) throw new Error('the summary has no row');
    return row.summary;
  }
}

function countedBy(
  principal: Principal,
  { account_id: accountId, entity_id: entityId }: SummaryQuery,
  values: Conditions,
): Counted {
  const account = accountId === undefined ? undefined : values.parameter(accountId);
  const reaches = [
    visibleTo(principal, 'Resource:read', values),
    ...(entityId === undefined ? [] : [new Visibility([entityId], values)]),
  ];
  const where = (
    accountColumn: string,
    visible: (reach: Visibility) => string | undefined,
    always: string[] = [],
  ): string => {
    const clauses = [
      ...always,
      ...(account === undefined ? [] : [`${accountColumn} = ${account}`]),
      ...reaches.map(visible).filter((clause) => clause !== undefined),
    ];
    return clauses.length === 0 ? '' : `WHERE ${clauses.join(' AND ')}`;
  };
  return {
    accounts: where('a.id', (reach) => reach.entity('a.entity_id')),
    resources: where('r.account_id', (reach) => reach.resource('r.account_id', 'r.id'), [
      'r.is_active',
    ]),
    findings: where('f.account_id', (reach) => reach.resource('f.account_id', 'f.resource_id'), [
      `f.status = 'open'`,
    ]),
    agents: where('r.account_id', (reach) => reach.resource('r.account_id', 'r.id')),
    severities: values.parameter([...SEVERITIES]),
  };
}
