import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '@skyledger/database';
import { BUILT_IN_ROLES } from '../auth/built-in-roles';
import type { Permission } from '../auth/permission';
import { holds, type Principal, reachOf } from '../auth/principal';
import type { RowAccess } from '../auth/row-access';
import type { JsonText } from '../http/json-text';
import { Conditions, utc } from '../http/sql-json';
import { type ListedRow, pageText } from '../paging/page';
import { type BuiltInRole, isBuiltIn } from './role-id';
import {
  type CreateRoleBody,
  type Role,
  ROLE_LISTING,
  type RoleQuery,
  type UpdateRoleBody,
} from './role.schema';

const ROLE = `(SELECT row_to_json(item) FROM (
  SELECT r.id, r.name, r.description, false AS built_in, r.permissions, r.created_by,
    ${utc('r.created_at')} AS created_at, ${utc('r.updated_at')} AS updated_at
) item)::text`;
const BUILT_IN = (Object.keys(BUILT_IN_ROLES) as BuiltInRole[]).map((id): ListedRow => ({
  item: JSON.stringify(builtInRole(id)),
  key: [id],
}));

/** A role as it is shown; one of the tenant's own with the version that people may change. */
export interface ShownRole {
  item: JsonText;
  version: string | null;
}

/** A role that nobody else changes meanwhile. */
export interface LockedRole {
  version: string;
  settings: { name: string; description: string | null; permissions: Permission[] };
}

/** The built-in roles, and statements on `roles`, which nothing else writes. */
@Injectable()
export class RoleRepository {
  constructor(private readonly database: Database) {}

  /** The built-in ones first, then the tenant's own, oldest first. */
  async list(tenantId: string, { cursor, limit }: RoleQuery): Promise<JsonText> {
    const [after] = cursor ?? [];
    const builtIn = BUILT_IN.slice(BUILT_IN.findIndex(({ key }) => key[0] === after) + 1);
    const own = after === undefined || isBuiltIn(after) ? undefined : after;
    const conditions = new Conditions().when(own, (id) => `r.id > ${id}::uuid`);
    const most = conditions.parameter(limit + 1);
    const rows = await this.database.withTenant(tenantId, (tx) =>
      tx.query<ListedRow>(
        `
        SELECT ${ROLE} AS item, ARRAY[r.id::text] AS key
        FROM roles r ${conditions.where} ORDER BY r.id LIMIT ${most}
        `,
        conditions.values,
      ),
    );
    return pageText(ROLE_LISTING, own === undefined ? [...builtIn, ...rows] : rows, limit);
  }

  /** @returns null when there is none */
  async find(tenantId: string, id: string): Promise<ShownRole | null> {
    if (isBuiltIn(id)) return { item: JSON.stringify(builtInRole(id)), version: null };
    const [row] = await this.database.withTenant(tenantId, (tx) =>
      tx.query<ShownRole>(`SELECT ${ROLE} AS item, r.version FROM roles r WHERE r.id = $1`, [id]),
    );
    return row ?? null;
  }

  /** Roles belong to the root; who may read access anywhere reads them. */
  async access(principal: Principal, needed: Permission, id: string): Promise<RowAccess | null> {
    const allowed = reachOf(principal, needed) === 'tenant';
    if (!allowed && !holds(principal, 'Access:read')) return null;
    return (await this.find(principal.tenantId, id)) === null ? null : { allowed };
  }

  /** Locks the role. */
  async lock(tx: Tx, id: string): Promise<LockedRole | null> {
    const [row] = await tx.query<LockedRole>(
      `
      SELECT version,
        json_build_object('name', name, 'description', description, 'permissions', permissions) AS settings
      FROM roles WHERE id = $1 FOR UPDATE
      `,
      [id],
    );
    return row ?? null;
  }

  /**
   * What the role allows; it stays so until the transaction ends.
   * @returns null when there is no such role
   */
  async permissionsOf(tx: Tx, id: string): Promise<readonly Permission[] | null> {
    if (isBuiltIn(id)) return BUILT_IN_ROLES[id];
    const [row] = await tx.query<{ permissions: Permission[] }>(
      'SELECT permissions FROM roles WHERE id = $1 FOR SHARE',
      [id],
    );
    return row?.permissions ?? null;
  }

  /** @returns null when there is a role of this id or name */
  async insert(
    tx: Tx,
    role: CreateRoleBody & { tenantId: string; id: string; createdBy: string },
  ): Promise<ShownRole | null> {
    const [row] = await tx.query<ShownRole>(
      `
      INSERT INTO roles AS r (tenant_id, id, name, description, permissions, created_by)
      VALUES ($1, $2, $3, $4, $5, $6)
      ON CONFLICT DO NOTHING
      RETURNING ${ROLE} AS item, r.version
      `,
      [role.tenantId, role.id, role.name, role.description, role.permissions, role.createdBy],
    );
    return row ?? null;
  }

  /** @returns what an earlier attempt of the request that makes it has stored; null when none did */
  async made(tx: Tx, id: string): Promise<ShownRole | null> {
    const [row] = await tx.query<ShownRole>(
      `SELECT ${ROLE} AS item, r.version FROM roles r WHERE r.id = $1`,
      [id],
    );
    return row ?? null;
  }

  /** Stores what people changed, and nothing else. */
  async update(tx: Tx, id: string, changes: UpdateRoleBody): Promise<ShownRole> {
    const [row] = await tx.query<ShownRole>(
      `
      UPDATE roles r SET name = coalesce($2, r.name),
        description = CASE WHEN $3 THEN $4 ELSE r.description END,
        permissions = coalesce($5, r.permissions), updated_at = now(), version = r.version + 1
      WHERE r.id = $1
      RETURNING ${ROLE} AS item, r.version
      `,
      [
        id,
        changes.name ?? null,
        changes.description !== undefined,
        changes.description ?? null,
        changes.permissions ?? null,
      ],
    );
    if (row === undefined) throw new Error(`role ${id} is gone, though it was locked`);
    return row;
  }

  async countBindings(tx: Tx, id: string): Promise<number> {
    const [row] = await tx.query<{ bindings: number }>(
      'SELECT count(*)::int AS bindings FROM role_bindings WHERE role_id = $1',
      [id],
    );
    return row!.bindings;
  }

  /** The role must be locked. */
  async delete(tx: Tx, id: string): Promise<void> {
    await tx.query('DELETE FROM roles WHERE id = $1', [id]);
  }
}

function builtInRole(id: BuiltInRole): Role {
  const none = { description: null, created_by: null, created_at: null, updated_at: null };
  return { ...none, id, name: id, built_in: true, permissions: [...BUILT_IN_ROLES[id]] };
}
