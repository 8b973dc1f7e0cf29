import { Injectable } from '@nestjs/common';
import { AuditLog, differences } from '@skyledger/audit';
import { ProblemError } from '@skyledger/contracts';
import { Database, type Tx, violatesUnique } from '@skyledger/database';
import type { Permission } from '../auth/permission';
import { type Principal, reachOf } from '../auth/principal';
import { PrincipalsService } from '../auth/principals.service';
import { forbidden, notFound } from '../errors/problems';
import { mustBeVersion } from '../http/entity-tag';
import { isBuiltIn } from './role-id';
import { type LockedRole, RoleRepository, type ShownRole } from './role.repository';
import type { CreateRoleBody, UpdateRoleBody } from './role.schema';

/**
 * Makes, changes and deletes a tenant's own roles. They belong to the root: what somebody puts into
 * one he holds there, and so wherever the role is bound.
 */
@Injectable()
export class RolesService {
  constructor(
    private readonly database: Database,
    private readonly roles: RoleRepository,
    private readonly principals: PrincipalsService,
    private readonly audit: AuditLog,
  ) {}

  /**
   * The same id again answers what is there.
   * @throws ProblemError 403 when the caller does not hold all of it on the root, `role-exists` 409
   */
  async create(principal: Principal, id: string, body: CreateRoleBody): Promise<ShownRole> {
    mustHoldOnRoot(principal, ['Access:manage']);
    mustHoldOnRoot(principal, body.permissions, 'permissions');
    const { tenantId, name: createdBy, actor } = principal;
    return this.database.withTenant(tenantId, async (tx) => {
      const inserted = await this.roles.insert(tx, { ...body, tenantId, id, createdBy });
      if (inserted === null) {
        const made = await this.roles.made(tx, id);
        if (made === null) throw nameTaken();
        return made;
      }
      await this.audit.record(tx, actor, {
        action: 'role.created',
        target: { kind: 'role', id, name: body.name },
        changes: differences({}, body),
      });
      return inserted;
    });
  }

  /**
   * Changes what is given, for everybody to whom the role is bound.
   * @throws ProblemError 403 about permissions that are added, `not-found` 404, `built-in-role` 409,
   *   `role-exists` 409, `version-mismatch` 412
   */
  async update(
    principal: Principal,
    id: string,
    changes: UpdateRoleBody,
    ifVersion: readonly string[] | null,
  ): Promise<ShownRole> {
    const updated = await this.storing(principal.tenantId, async (tx) => {
      const { settings } = await this.locked(tx, id, ifVersion);
      const held = new Set(settings.permissions);
      const added = (changes.permissions ?? []).filter((permission) => !held.has(permission));
      mustHoldOnRoot(principal, added, 'permissions');
      await this.audit.record(tx, principal.actor, {
        action: 'role.updated',
        target: { kind: 'role', id, name: settings.name },
        changes: differences(settings, changes),
      });
      return this.roles.update(tx, id, changes);
    });
    this.principals.forgetAll();
    return updated;
  }

  /** @throws ProblemError `not-found` 404, `built-in-role` 409, `version-mismatch` 412, `role-in-use` 409 */
  async delete(
    { tenantId, actor }: Principal,
    id: string,
    ifVersion: readonly string[] | null,
  ): Promise<void> {
    await this.database.withTenant(tenantId, async (tx) => {
      const { settings } = await this.locked(tx, id, ifVersion);
      const bindings = await this.roles.countBindings(tx, id);
      if (bindings > 0) throw inUse(bindings);
      await this.roles.delete(tx, id);
      const target = { kind: 'role', id, name: settings.name } as const;
      await this.audit.record(tx, actor, { action: 'role.deleted', target });
    });
  }

  private async locked(
    tx: Tx,
    id: string,
    ifVersion: readonly string[] | null,
  ): Promise<LockedRole> {
    if (isBuiltIn(id)) throw builtIn();
    const role = await this.roles.lock(tx, id);
    if (role === null) throw notFound('role');
    mustBeVersion('role', role.version, ifVersion);
    return role;
  }

  private async storing<T>(tenantId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    try {
      return await this.database.withTenant(tenantId, work);
    } catch (error) {
      throw violatesUnique(error, 'roles_tenant_id_name_key') ? nameTaken() : error;
    }
  }
}

/** @throws ProblemError 403 */
function mustHoldOnRoot(
  principal: Principal,
  permissions: readonly Permission[],
  field?: string,
): void {
  const lacking = permissions.filter((each) => reachOf(principal, each) !== 'tenant');
  if (lacking.length === 0) return;
  throw forbidden(
    `This needs on the root of the tenant: ${lacking.join(', ')}.`,
    field === undefined
      ? undefined
      : [{ field, expected: 'permissions that you hold on the root' }],
  );
}

function builtIn(): ProblemError {
  return new ProblemError({
    type: 'built-in-role',
    title: 'A built-in role cannot be changed',
    status: 409,
    detail: 'Make a role of your own, and bind that.',
  });
}

function nameTaken(): ProblemError {
  return new ProblemError({
    type: 'role-exists',
    title: 'There is a role of this name',
    status: 409,
    errors: [{ field: 'name', expected: 'a name that no other role has' }],
  });
}

function inUse(bindings: number): ProblemError {
  return new ProblemError({
    type: 'role-in-use',
    title: 'The role is bound',
    status: 409,
    detail: `Delete the role's bindings first: ${bindings}.`,
    extensions: { bindings },
  });
}
