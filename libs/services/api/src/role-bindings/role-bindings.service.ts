import { Injectable } from '@nestjs/common';
import { AuditLog, differences } from '@skyledger/audit';
import { ProblemError } from '@skyledger/contracts';
import { Database } from '@skyledger/database';
import { type Principal, rootEntityOf } from '../auth/principal';
import { PrincipalsService } from '../auth/principals.service';
import { EntityAccessService } from '../entities/entity-access.service';
import { notFound } from '../errors/problems';
import type { JsonText } from '../http/json-text';
import { RoleRepository } from '../roles/role.repository';
import { RoleBindingRepository } from './role-binding.repository';
import type { CreateRoleBindingBody } from './role-binding.schema';

/** Says who has which role where. */
@Injectable()
export class RoleBindingsService {
  constructor(
    private readonly database: Database,
    private readonly bindings: RoleBindingRepository,
    private readonly roles: RoleRepository,
    private readonly entities: EntityAccessService,
    private readonly principals: PrincipalsService,
    private readonly audit: AuditLog,
  ) {}

  /**
   * The same id again answers what is there.
   * @throws ProblemError 403 when the caller does not hold all that the role allows on the entity, 422
   *   when there is no such role or entity, `role-binding-exists` 409
   */
  async create(principal: Principal, id: string, body: CreateRoleBindingBody): Promise<JsonText> {
    const { tenantId, name: createdBy, actor } = principal;
    const { subject_kind: subjectKind, subject, role } = body;
    const entityId = body.entity_id ?? rootEntityOf(tenantId);
    const stored = await this.database.withTenant(tenantId, async (tx) => {
      const permissions = await this.roles.permissionsOf(tx, role);
      if (permissions === null) throw roleNotFound();
      const needed = new Set<(typeof permissions)[number]>(['Access:manage', ...permissions]);
      await this.entities.mustHoldIn(tx, principal, [...needed], entityId);
      const binding = { tenantId, id, subjectKind, subject, role, entityId, createdBy };
      const inserted = await this.bindings.insert(tx, binding);
      if (inserted === null) {
        const made = await this.bindings.made(tx, id);
        if (made === null) throw exists();
        return made;
      }
      await this.audit.record(tx, actor, {
        action: 'role_binding.created',
        target: { kind: 'role_binding', id, name: subject },
        changes: differences({}, { ...body, entity_id: entityId }),
      });
      return inserted;
    });
    this.principals.forgetAll();
    return stored;
  }

  /** @throws ProblemError 404 */
  async delete({ tenantId, actor }: Principal, id: string): Promise<void> {
    await this.database.withTenant(tenantId, async (tx) => {
      const deleted = await this.bindings.delete(tx, id);
      if (deleted === null) throw notFound('role binding');
      await this.audit.record(tx, actor, {
        action: 'role_binding.deleted',
        target: { kind: 'role_binding', id, name: deleted.subject },
        changes: differences(deleted, {
          subject_kind: null,
          subject: null,
          role: null,
          entity_id: null,
        }),
      });
    });
    this.principals.forgetAll();
  }
}

function roleNotFound(): ProblemError {
  return new ProblemError({
    type: 'role-not-found',
    title: 'There is no such role',
    status: 422,
    errors: [
      { field: 'role', expected: 'a built-in role, or the id of one of the tenant’s roles' },
    ],
  });
}

function exists(): ProblemError {
  return new ProblemError({
    type: 'role-binding-exists',
    title: 'The subject has this role on this entity already',
    status: 409,
  });
}
