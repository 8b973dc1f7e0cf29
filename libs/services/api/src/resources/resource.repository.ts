import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '@skyledger/database';
import type { ProviderId, ResourceType } from '@skyledger/resource-model';
import { ANNOTATIONS, ANNOTATIONS_OF_RESOURCE } from '../annotations/annotation.sql';
import type { JsonText } from '../http/json-text';
import { Conditions, utc } from '../http/sql-json';
import { type ListedRow, pageText } from '../paging/page';
import {
  HISTORY_LISTING,
  type HistoryQuery,
  RESOURCE_LISTING,
  type ResourceQuery,
} from './resource.schema';
import {
  AGENTS_OF_RESOURCE,
  PASS_OF_RESOURCE,
  RELATIONSHIPS,
  RESOURCE_COLUMNS,
} from './resource.sql';

/** A resource with all that Postgres can tell of it. */
export interface ResourceDetail {
  resource: JsonText;
  raw: JsonText | null;
  provider: ProviderId;
  resourceId: string;
  resourceType: ResourceType;
  region: string | null;
}

/** Reads resources and their history. */
@Injectable()
export class ResourceRepository {
  constructor(private readonly database: Database) {}

  /** In the order the ledger first saw them. */
  async list(tenantId: string, query: ResourceQuery): Promise<JsonText> {
    const conditions = filters(query);
    const limit = conditions.parameter(query.limit + 1);
    const rows = await this.database.withTenant(tenantId, (tx) =>
      tx.query<ListedRow>(
        `
        SELECT (SELECT row_to_json(item) FROM (SELECT ${RESOURCE_COLUMNS}) item)::text AS item,
          ARRAY[r.id::text] AS key
        FROM cloud_resources r ${PASS_OF_RESOURCE}
        ${conditions.where}
        ORDER BY r.id LIMIT ${limit}
        `,
        conditions.values,
      ),
    );
    return pageText(RESOURCE_LISTING, rows, query.limit);
  }

  async exists(tenantId: string, id: string): Promise<boolean> {
    const rows = await this.database.withTenant(tenantId, (tx) =>
      tx.query('SELECT FROM cloud_resources WHERE id = $1', [id]),
    );
    return rows.length > 0;
  }

  async find(tx: Tx, id: string): Promise<ResourceDetail | null> {
    const [row] = await tx.query<ResourceDetail>(
      `
      SELECT (SELECT row_to_json(item) FROM (SELECT ${RESOURCE_COLUMNS}, r.attributes,
          ${RELATIONSHIPS} AS relationships, ${AGENTS_OF_RESOURCE} AS agents,
          ${ANNOTATIONS} AS annotations) item)::text AS resource,
        (SELECT payload::text FROM cloud_resource_payloads raw WHERE raw.resource_id = r.id) AS raw,
        r.provider, r.resource_id AS "resourceId", r.resource_type AS "resourceType", r.region
      FROM cloud_resources r ${PASS_OF_RESOURCE} ${ANNOTATIONS_OF_RESOURCE}
      WHERE r.id = $1
      `,
      [id],
    );
    return row ?? null;
  }

  /**
   * Newest first.
   * @returns null when there is no such resource
   */
  async history(tenantId: string, id: string, query: HistoryQuery): Promise<JsonText | null> {
    const conditions = new Conditions()
      .when(id, (resource) => `c.resource_id = ${resource}`)
      .when(query.cursor?.[0], (before) => `c.id < ${before}`);
    const limit = conditions.parameter(query.limit + 1);
    return this.database.withTenant(tenantId, async (tx) => {
      const known = await tx.query('SELECT FROM cloud_resources WHERE id = $1', [id]);
      if (known.length === 0) return null;
      const rows = await tx.query<ListedRow>(
        `
        SELECT (SELECT row_to_json(item) FROM (SELECT c.id::text AS id, c.run_id, c.kind, c.changes,
            ${utc('c.changed_at')} AS changed_at) item)::text AS item,
          ARRAY[c.id::text] AS key
        FROM cloud_resource_changes c
        ${conditions.where}
        ORDER BY c.id DESC LIMIT ${limit}
        `,
        conditions.values,
      );
      return pageText(HISTORY_LISTING, rows, query.limit);
    });
  }
}

function filters(query: ResourceQuery): Conditions {
  const conditions = new Conditions()
    .when(query.cursor?.[0], (id) => `r.id > ${id}`)
    .when(query.account_id, (account) => `r.account_id = ${account}`)
    .when(query.provider, (provider) => `r.provider = ${provider}`)
    .when(query.type, (type) => `r.resource_type = ${type}`)
    .when(query.region, (region) => `r.region = ${region}`);
  // The literal forms are what the partial indexes are made of.
  conditions.always(query.is_active ? 'r.is_active' : 'NOT r.is_active');
  if (query.has_agent !== undefined)
    conditions.always(`${query.has_agent ? '' : 'NOT '}r.has_agent`);
  if (query.is_public !== undefined)
    conditions.always(`${query.is_public ? '' : 'NOT '}r.is_public`);
  for (const { key, value } of query.tag ?? []) {
    const [k, v] = [conditions.parameter(key), conditions.parameter(value)];
    conditions.always(
      `EXISTS (SELECT FROM cloud_resource_tags t
        WHERE t.key = search_key(${k}) AND t.value = search_value(${v}) AND t.resource_id = r.id)`,
    );
  }
  return conditions;
}
