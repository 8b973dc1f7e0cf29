import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '@skyledger/database';
import type { ProviderId, ResourceType } from '@skyledger/resource-model';
import { ANNOTATIONS, ANNOTATIONS_OF_RESOURCE } from '../annotations/annotation.sql';
import type { Permission } from '../auth/permission';
import type { Principal } from '../auth/principal';
import { accessToRow, type RowAccess } from '../auth/row-access';
import { Visibility, visibleTo } from '../auth/visibility';
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
  relationships,
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
  async list(principal: Principal, query: ResourceQuery): Promise<JsonText> {
    const conditions = filters(query);
    conditions.always(readable(principal, conditions));
    const limit = conditions.parameter(query.limit + 1);
    const rows = await this.database.withTenant(principal.tenantId, (tx) =>
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

  /** @returns null when the principal neither holds the permission on the resource nor may read it */
  async access(principal: Principal, needed: Permission, id: string): Promise<RowAccess | null> {
    return accessToRow(
      this.database,
      principal,
      { needed, toRead: 'Resource:read' },
      { from: 'cloud_resources r', idColumn: 'r.id', id },
      (reach) => reach.resource('r.account_id', 'r.id'),
    );
  }

  /** @returns null when there is none that the principal may read */
  async find(tx: Tx, principal: Principal, id: string): Promise<ResourceDetail | null> {
    const conditions = new Conditions().when(id, (resource) => `r.id = ${resource}`);
    conditions.always(readable(principal, conditions));
    const related = visibleTo(principal, 'Resource:read', conditions);
    const [row] = await tx.query<ResourceDetail>(
      `
      SELECT (SELECT row_to_json(item) FROM (SELECT ${RESOURCE_COLUMNS}, r.attributes,
          ${relationships(related.resource('o.account_id', 'o.id'))} AS relationships, ${AGENTS_OF_RESOURCE} AS agents,
          ${ANNOTATIONS} AS annotations) item)::text AS resource,
        (SELECT payload::text FROM cloud_resource_payloads raw WHERE raw.resource_id = r.id) AS raw,
        r.provider, r.resource_id AS "resourceId", r.resource_type AS "resourceType", r.region
      FROM cloud_resources r ${PASS_OF_RESOURCE} ${ANNOTATIONS_OF_RESOURCE}
      ${conditions.where}
      `,
      conditions.values,
    );
    return row ?? null;
  }

  /**
   * Newest first.
   * @returns null when there is none that the principal may read
   */
  async history(principal: Principal, id: string, query: HistoryQuery): Promise<JsonText | null> {
    const conditions = new Conditions()
      .when(id, (resource) => `c.resource_id = ${resource}`)
      .when(query.cursor?.[0], (before) => `c.id < ${before}`);
    const limit = conditions.parameter(query.limit + 1);
    return this.database.withTenant(principal.tenantId, async (tx) => {
      if (!(await isReadable(tx, principal, id))) return null;
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

function readable(principal: Principal, conditions: Conditions): string | undefined {
  return visibleTo(principal, 'Resource:read', conditions).resource('r.account_id', 'r.id');
}

async function isReadable(tx: Tx, principal: Principal, id: string): Promise<boolean> {
  const conditions = new Conditions().when(id, (resource) => `r.id = ${resource}`);
  conditions.always(readable(principal, conditions));
  const rows = await tx.query(
    `SELECT FROM cloud_resources r ${conditions.where}`,
    conditions.values,
  );
  return rows.length > 0;
}

function filters(query: ResourceQuery): Conditions {
  const conditions = new Conditions()
    .when(query.cursor?.[0], (id) => `r.id > ${id}`)
    .when(query.account_id, (account) => `r.account_id = ${account}`)
    .when(query.provider, (provider) => `r.provider = ${provider}`)
    .when(query.type, (type) => `r.resource_type = ${type}`)
    .when(query.region, (region) => `r.region = ${region}`);
  if (query.entity_id !== undefined) {
    conditions.always(
      new Visibility([query.entity_id], conditions).resource('r.account_id', 'r.id'),
    );
  }
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
