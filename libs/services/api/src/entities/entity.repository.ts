import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '@skyledger/database';
import type { Permission } from '../auth/permission';
import type { Principal } from '../auth/principal';
import { accessToRow, type RowAccess } from '../auth/row-access';
import { visibleTo } from '../auth/visibility';
import type { JsonText } from '../http/json-text';
import { Conditions, utc } from '../http/sql-json';
import { type ListingById, readPage } from '../paging/read-page';
import { ENTITY_LISTING, type EntityQuery, type UpdateEntityBody } from './entity.schema';

const ENTITY = `(SELECT row_to_json(item) FROM (
  SELECT e.id, e.parent_id, e.name, e.kind, e.created_by, ${utc('e.created_at')} AS created_at,
    ${utc('e.updated_at')} AS updated_at
) item)::text`;

const LISTING: ListingById = {
  name: ENTITY_LISTING,
  item: ENTITY,
  from: 'entities e',
  idColumn: 'e.id',
};

/** An entity as it is shown, with the version that people may change. */
export interface ShownEntity {
  item: JsonText;
  version: string;
}

/** An entity that nobody else changes meanwhile. */
export interface LockedEntity {
  parentId: string | null;
  version: string;
  settings: { name: string; kind: string | null; parent_id: string | null };
}

/** An entity to be stored. */
export interface NewEntity {
  tenantId: string;
  id: string;
  parentId: string;
  name: string;
  kind: string | null;
  createdBy: string;
}

/** How many of each hang on an entity. */
export type Attached = Record<
  'entities' | 'accounts' | 'organizations' | 'resources' | 'role_bindings' | 'tokens',
  number
>;

/** Statements on `entities`, which nothing else writes; the root comes with the tenant. */
@Injectable()
export class EntityRepository {
  constructor(private readonly database: Database) {}

  /** Oldest first, so that an entity mostly comes after the one above it. */
  async list(principal: Principal, query: EntityQuery): Promise<JsonText> {
    const conditions = new Conditions().when(
      query.parent_id,
      (parent) => `e.parent_id = ${parent}`,
    );
    conditions.always(visibleTo(principal, 'Access:read', conditions).entity('e.id'));
    return readPage(this.database, principal.tenantId, LISTING, conditions, query);
  }

  /** @returns null when there is none that the principal may read */
  async find(principal: Principal, id: string): Promise<ShownEntity | null> {
    const conditions = new Conditions().when(id, (entity) => `e.id = ${entity}`);
    conditions.always(visibleTo(principal, 'Access:read', conditions).entity('e.id'));
    const [row] = await this.database.withTenant(principal.tenantId, (tx) =>
      tx.query<ShownEntity>(
        `SELECT ${ENTITY} AS item, e.version FROM entities e ${conditions.where}`,
        conditions.values,
      ),
    );
    return row ?? null;
  }

  /** @returns null when the principal neither holds the permission on the entity nor may read it */
  async access(principal: Principal, needed: Permission, id: string): Promise<RowAccess | null> {
    return accessToRow(
      this.database,
      principal,
      { needed, toRead: 'Access:read' },
      { from: 'entities e', idColumn: 'e.id', id },
      (reach) => reach.entity('e.id'),
    );
  }

  /** Lets one change of the tree at a time go on, so that two together make no circle. */
  async lockTree(tx: Tx): Promise<void> {
    await tx.query('SELECT FROM entities WHERE parent_id IS NULL FOR NO KEY UPDATE');
  }

  /** Locks the entity as well. */
  async lock(tx: Tx, id: string): Promise<LockedEntity | null> {
    const [row] = await tx.query<LockedEntity>(
      `
      SELECT parent_id AS "parentId", version,
        json_build_object('name', name, 'kind', kind, 'parent_id', parent_id) AS settings
      FROM entities WHERE id = $1 FOR UPDATE
      `,
      [id],
    );
    return row ?? null;
  }

  async isWithin(tx: Tx, id: string, above: string): Promise<boolean> {
    const rows = await tx.query('SELECT FROM entities_within($1::uuid[]) w (id) WHERE w.id = $2', [
      [above],
      id,
    ]);
    return rows.length > 0;
  }

  /** @returns null when there is an entity of this id */
  async insert(tx: Tx, entity: NewEntity): Promise<ShownEntity | null> {
    const { tenantId, id, parentId, name, kind, createdBy } = entity;
    const [row] = await tx.query<ShownEntity>(
      `
      INSERT INTO entities AS e (tenant_id, id, parent_id, name, kind, created_by)
      VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT (tenant_id, id) DO NOTHING
      RETURNING ${ENTITY} AS item, e.version
      `,
      [tenantId, id, parentId, name, kind, createdBy],
    );
    return row ?? null;
  }

  /** @returns what an earlier attempt of the request that makes it has stored; null when none did */
  async made(tx: Tx, id: string): Promise<ShownEntity | null> {
    const [row] = await tx.query<ShownEntity>(
      `SELECT ${ENTITY} AS item, e.version FROM entities e WHERE e.id = $1`,
      [id],
    );
    return row ?? null;
  }

  /** Stores what people changed, and nothing else. */
  async update(tx: Tx, id: string, changes: UpdateEntityBody): Promise<ShownEntity> {
    const [row] = await tx.query<ShownEntity>(
      `
      UPDATE entities e SET name = coalesce($2, e.name),
        kind = CASE WHEN $3 THEN $4 ELSE e.kind END,
        parent_id = coalesce($5, e.parent_id), updated_at = now(), version = e.version + 1
      WHERE e.id = $1
      RETURNING ${ENTITY} AS item, e.version
      `,
      [
        id,
        changes.name ?? null,
        changes.kind !== undefined,
        changes.kind ?? null,
        changes.parent_id ?? null,
      ],
    );
    if (row === undefined) throw new Error(`entity ${id} is gone, though it was locked`);
    return row;
  }

  /** What keeps the entity from being deleted. Tokens that ended do not. */
  async attached(tx: Tx, id: string): Promise<Attached> {
    const [row] = await tx.query<Attached>(
      `
      SELECT (SELECT count(*)::int FROM entities WHERE parent_id = $1) AS entities,
        (SELECT count(*)::int FROM cloud_accounts WHERE entity_id = $1) AS accounts,
        (SELECT count(*)::int FROM cloud_organizations WHERE entity_id = $1) AS organizations,
        (SELECT count(*)::int FROM cloud_resource_annotations WHERE entity_id = $1) AS resources,
        (SELECT count(*)::int FROM role_bindings WHERE entity_id = $1) AS role_bindings,
        (SELECT count(*)::int FROM api_tokens WHERE entity_id = $1 AND revoked_at IS NULL
          AND (expires_at IS NULL OR expires_at > now())) AS tokens
      `,
      [id],
    );
    return row!;
  }

  /** The entity must be locked. */
  async delete(tx: Tx, id: string): Promise<void> {
    await tx.query('DELETE FROM entities WHERE id = $1', [id]);
  }
}
