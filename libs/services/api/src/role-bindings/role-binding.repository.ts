import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '@skyledger/database';
import type { Permission } from '../auth/permission';
import type { Principal } from '../auth/principal';
import { accessToRow, type RowAccess } from '../auth/row-access';
import { Visibility, visibleTo } from '../auth/visibility';
import type { JsonText } from '../http/json-text';
import { Conditions, utc } from '../http/sql-json';
import { type ListingById, readPage } from '../paging/read-page';
import { isBuiltIn } from '../roles/role-id';
import { ROLE_BINDING_LISTING, type RoleBindingQuery } from './role-binding.schema';

const ROLE_ID = 'coalesce(b.built_in_role, b.role_id::text)';
const BINDING = `(SELECT row_to_json(item) FROM (
  SELECT b.id, b.subject_kind, b.subject, ${ROLE_ID} AS role,
    coalesce(b.built_in_role, (SELECT r.name FROM roles r WHERE r.id = b.role_id)) AS role_name,
    b.entity_id, b.created_by, ${utc('b.created_at')} AS created_at
) item)::text`;

const LISTING: ListingById = {
  name: ROLE_BINDING_LISTING,
  item: BINDING,
  from: 'role_bindings b',
  idColumn: 'b.id',
};

/** A binding to be stored. */
export interface NewRoleBinding {
  tenantId: string;
  id: string;
  subjectKind: 'user' | 'group';
  subject: string;
  role: string;
  entityId: string;
  createdBy: string;
}

/** What a binding said that is gone. */
export type DeletedRoleBinding = Record<'subject_kind' | 'subject' | 'role' | 'entity_id', string>;

/** Statements on `role_bindings`, which nothing else writes. */
@Injectable()
export class RoleBindingRepository {
  constructor(private readonly database: Database) {}

  /** Oldest first. */
  async list(principal: Principal, query: RoleBindingQuery): Promise<JsonText> {
    const conditions = new Conditions()
      .when(query.subject_kind, (kind) => `b.subject_kind = ${kind}`)
      .when(query.subject, (subject) => `b.subject = ${subject}`)
      .when(query.role, (role) => `${ROLE_ID} = ${role}`);
    if (query.entity_id !== undefined) {
      conditions.always(new Visibility([query.entity_id], conditions).entity('b.entity_id'));
    }
    conditions.always(visibleTo(principal, 'Access:read', conditions).entity('b.entity_id'));
    return readPage(this.database, principal.tenantId, LISTING, conditions, query);
  }

  /** @returns null when the principal neither holds the permission on the binding's entity nor may read there */
  async access(principal: Principal, needed: Permission, id: string): Promise<RowAccess | null> {
    return accessToRow(
      this.database,
      principal,
      { needed, toRead: 'Access:read' },
      { from: 'role_bindings b', idColumn: 'b.id', id },
      (reach) => reach.entity('b.entity_id'),
    );
  }

  /** @returns null when there is one of this id, or that says the same */
  async insert(tx: Tx, binding: NewRoleBinding): Promise<JsonText | null> {
    const { tenantId, id, subjectKind, subject, role, entityId, createdBy } = binding;
    const [row] = await tx.query<{ item: JsonText }>(
      `
      INSERT INTO role_bindings AS b
        (tenant_id, id, subject_kind, subject, built_in_role, role_id, entity_id, created_by)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      ON CONFLICT DO NOTHING
      RETURNING ${BINDING} AS item
      `,
      [tenantId, id, subjectKind, subject, ...roleColumns(role), entityId, createdBy],
    );
    return row?.item ?? null;
  }

  /** @returns what an earlier attempt of the request that makes it has stored; null when none did */
  async made(tx: Tx, id: string): Promise<JsonText | null> {
    const [row] = await tx.query<{ item: JsonText }>(
      `SELECT ${BINDING} AS item FROM role_bindings b WHERE b.id = $1`,
      [id],
    );
    return row?.item ?? null;
  }

  /** @returns what it said; null when there is no such binding */
  async delete(tx: Tx, id: string): Promise<DeletedRoleBinding | null> {
    const [row] = await tx.query<DeletedRoleBinding>(
      `
      DELETE FROM role_bindings b WHERE b.id = $1
      RETURNING b.subject_kind, b.subject, ${ROLE_ID} AS role, b.entity_id
      `,
      [id],
    );
    return row ?? null;
  }
}

/** `built_in_role` and `role_id`, of which one is null. */
function roleColumns(role: string): [string | null, string | null] {
  return isBuiltIn(role) ? [role, null] : [null, role];
}
