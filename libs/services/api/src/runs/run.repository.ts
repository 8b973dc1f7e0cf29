import { Injectable } from '@nestjs/common';
import { Database } from '@skyledger/database';
import type { Principal } from '../auth/principal';
import { Visibility, visibleTo } from '../auth/visibility';
import type { JsonText } from '../http/json-text';
import { Conditions, utc } from '../http/sql-json';
import { type ListedRow, pageText } from '../paging/page';
import { RUN_LISTING, type RunQuery } from './run.schema';

/** A run under way shows what its passes found so far; the totals are stored when it ends. */
const RUN = `
  SELECT r.id, r.account_id, r.number, r.trigger, r.kind, r.regions, r.resource_types,
    r.requested_by, r.status,
    coalesce(live.discovered, r.discovered) AS discovered, coalesce(live.created, r.created) AS created,
    coalesce(live.updated, r.updated) AS updated, coalesce(live.unchanged, r.unchanged) AS unchanged,
    coalesce(live.removed, r.removed) AS removed, r.provider_errors,
    ${utc('r.requested_at')} AS requested_at, ${utc('r.started_at')} AS started_at,
    ${utc('r.finished_at')} AS finished_at`;
const LIVE = `
  LEFT JOIN LATERAL (
    SELECT sum(p.discovered) AS discovered, sum(p.created) AS created, sum(p.updated) AS updated,
      sum(p.unchanged) AS unchanged, sum(p.removed) AS removed
    FROM cloud_discovery_passes p
    WHERE p.run_id = r.id AND r.status IN ('queued', 'running')
  ) live ON true`;
const PASS = `
  SELECT p.id, p.pass_key AS pass, p.region, p.status, p.pages, p.attempts, p.discovered, p.created,
    p.updated, p.unchanged, p.removed, p.errors, ${utc('p.started_at')} AS started_at,
    ${utc('p.finished_at')} AS finished_at`;
const MICROSECONDS = `(extract(epoch FROM r.requested_at) * 1000000)::bigint`;

/** Reads runs and their passes. */
@Injectable()
export class RunRepository {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async list(principal: Principal, query: RunQuery): Promise<JsonText> {
    const conditions = new Conditions()
      .when(query.account_id, (account) => `r.account_id = ${account}`)
      .when(query.status, (status) => `r.status = ${status}`);
    if (query.cursor !== undefined) {
      const [microseconds, id] = query.cursor;
      const at = `to_timestamp(0) + ${conditions.parameter(microseconds)}::bigint * interval '1 microsecond'`;
      conditions.always(
        `r.requested_at <= ${at} AND (r.requested_at < ${at} OR r.id > ${conditions.parameter(id)})`,
      );
    }
    conditions.always(readable(principal, conditions));
    if (query.entity_id !== undefined) {
      conditions.always(new Visibility([query.entity_id], conditions).account('r.account_id'));
    }
    const limit = conditions.parameter(query.limit + 1);
    const rows = await this.database.withTenant(principal.tenantId, (tx) =>
      tx.query<ListedRow>(
        `
        SELECT (SELECT row_to_json(item) FROM (${RUN}) item)::text AS item,
          ARRAY[${MICROSECONDS}::text, r.id::text] AS key
        FROM cloud_discovery_runs r ${LIVE}
        ${conditions.where}
        ORDER BY r.requested_at DESC, r.id
        LIMIT ${limit}
        `,
        conditions.values,
      ),
    );
    return pageText(RUN_LISTING, rows, query.limit);
  }

  /** @returns null when there is none that the principal may read */
  async find(principal: Principal, id: string): Promise<JsonText | null> {
    const conditions = new Conditions().when(id, (run) => `r.id = ${run}`);
    conditions.always(readable(principal, conditions));
    const [row] = await this.database.withTenant(principal.tenantId, (tx) =>
      tx.query<{ item: JsonText }>(
        `
        SELECT (SELECT row_to_json(item) FROM (${RUN},
          (SELECT coalesce(json_agg(planned ORDER BY planned.pass, planned.region), '[]') FROM (
            ${PASS} FROM cloud_discovery_passes p WHERE p.run_id = r.id) planned) AS passes
        ) item)::text AS item
        FROM cloud_discovery_runs r ${LIVE}
        ${conditions.where}
        `,
        conditions.values,
      ),
    );
    return row?.item ?? null;
  }
}

function readable(principal: Principal, conditions: Conditions): string | undefined {
  return visibleTo(principal, 'CloudConnector:read', conditions).account('r.account_id');
}
