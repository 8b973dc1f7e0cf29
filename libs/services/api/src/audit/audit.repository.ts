import { Injectable } from '@nestjs/common';
import { Database } from '@skyledger/database';
import type { JsonText } from '../http/json-text';
import { Conditions, utc } from '../http/sql-json';
import { type ListedRow, pageText } from '../paging/page';
import { AUDIT_LISTING, type AuditQuery } from './audit.schema';

const ENTRY = `(SELECT row_to_json(item) FROM (
  SELECT a.id::text, ${utc('a.occurred_at')} AS occurred_at,
    json_build_object('kind', a.actor_kind, 'id', a.actor_id, 'name', a.actor_name) AS actor,
    a.action,
    json_build_object('kind', a.target_kind, 'id', a.target_id, 'name', a.target_name) AS target,
    a.outcome, a.reason, a.changes, a.request_id, a.trace_id, a.client_address
) item)::text`;
const MICROSECONDS = `(extract(epoch FROM a.occurred_at) * 1000000)::bigint`;

/** Reads the audit log; `AuditLog` adds to it. */
@Injectable()
export class AuditRepository {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async list(tenantId: string, query: AuditQuery): Promise<JsonText> {
    const conditions = new Conditions()
      .when(query.actor, (actor) => `(a.actor_id = ${actor} OR a.actor_name = ${actor})`)
      .when(query.action, (action) => `a.action = ${action}`)
      .when(query.target_kind, (kind) => `a.target_kind = ${kind}`)
      .when(query.target_id, (id) => `a.target_id = ${id}`)
      .when(query.from, (from) => `a.occurred_at >= ${from}::timestamptz`)
      .when(query.to, (to) => `a.occurred_at < ${to}::timestamptz`);
    if (query.cursor !== undefined) {
      const [microseconds, id] = query.cursor;
      const at = `to_timestamp(0) + ${conditions.parameter(microseconds)}::bigint * interval '1 microsecond'`;
      conditions.always(`(a.occurred_at, a.id) < (${at}, ${conditions.parameter(id)}::bigint)`);
    }
    const limit = conditions.parameter(query.limit + 1);
    const rows = await this.database.withTenant(tenantId, (tx) =>
      tx.query<ListedRow>(
        `
        SELECT ${ENTRY} AS item, ARRAY[${MICROSECONDS}::text, a.id::text] AS key
        FROM audit_log a ${conditions.where}
        ORDER BY a.occurred_at DESC, a.id DESC LIMIT ${limit}
        `,
        conditions.values,
      ),
    );
    return pageText(AUDIT_LISTING, rows, query.limit);
  }
}
