import { Injectable } from '@nestjs/common';
import { Database } from '@skyledger/database';
import { BUILT_IN_ROLES } from './built-in-roles';
import type { Person } from './oidc/person';
import type { Permission } from './permission';
import type { Grant } from './principal';

interface BindingRow {
  /** Null in the one row of somebody who is bound to nothing. */
  entity_id: string | null;
  built_in_role: keyof typeof BUILT_IN_ROLES | null;
  permissions: Permission[] | null;
}

/** Reads what people were given by role bindings. */
@Injectable()
export class PersonGrantsRepository {
  constructor(private readonly database: Database) {}

  /**
   * All that the person and his groups are bound to, one grant an entity.
   * @returns null when there is no such tenant
   */
  async grantsOf({ tenantId, subject, groups }: Person): Promise<Grant[] | null> {
    const rows = await this.database.withTenant(tenantId, (tx) =>
      tx.query<BindingRow>(
        `
        SELECT b.entity_id, b.built_in_role, r.permissions
        FROM tenants t
        LEFT JOIN role_bindings b ON b.tenant_id = t.tenant_id
          AND ((b.subject_kind = 'user' AND b.subject = $2)
            OR (b.subject_kind = 'group' AND b.subject = ANY ($3::text[])))
        LEFT JOIN roles r ON r.tenant_id = b.tenant_id AND r.id = b.role_id
        WHERE t.tenant_id = $1
        `,
        [tenantId, subject, groups],
      ),
    );
    return rows.length === 0 ? null : grantsIn(rows);
  }
}

function grantsIn(rows: readonly BindingRow[]): Grant[] {
  const held = new Map<string, Set<Permission>>();
  for (const { entity_id: entityId, built_in_role: builtIn, permissions } of rows) {
    if (entityId === null) continue;
    const given = builtIn === null ? (permissions ?? []) : BUILT_IN_ROLES[builtIn];
    held.set(entityId, new Set([...(held.get(entityId) ?? []), ...given]));
  }
  return [...held].map(([entityId, permissions]) => ({ entityId, permissions: [...permissions] }));
}
