import { Injectable } from '@nestjs/common';
import { AuditLog, differences } from '@skyledger/audit';
import { ProblemError } from '@skyledger/contracts';
import { Database, type Tx } from '@skyledger/database';
import { INHERITED } from '../auth/permission';
import { type Principal, rootEntityOf } from '../auth/principal';
import { notFound } from '../errors/problems';
import { mustBeVersion } from '../http/entity-tag';
import { EntityAccessService } from './entity-access.service';
import {
  type Attached,
  EntityRepository,
  type LockedEntity,
  type ShownEntity,
} from './entity.repository';
import type { CreateEntityBody, UpdateEntityBody } from './entity.schema';

/** What people do to the tree of entities. That they may do it to the entity named, the route asks. */
@Injectable()
export class EntitiesService {
  constructor(
    private readonly database: Database,
    private readonly entities: EntityRepository,
    private readonly access: EntityAccessService,
    private readonly audit: AuditLog,
  ) {}

  /**
   * The same id again answers what is there.
   * @returns null when it was deleted meanwhile
   * @throws ProblemError 422 or 403 about the entity above
   */
  async create(
    principal: Principal,
    id: string,
    body: CreateEntityBody,
  ): Promise<ShownEntity | null> {
    const { tenantId, name: createdBy } = principal;
    const { name, kind, parent_id: parentId = rootEntityOf(tenantId) } = body;
    return this.database.withTenant(tenantId, async (tx) => {
      await this.mayHangOn(tx, principal, parentId);
      const stored = await this.entities.insert(tx, {
        tenantId,
        id,
        parentId,
        name,
        kind,
        createdBy,
      });
      if (stored === null) return this.entities.made(tx, id);
      await this.audit.record(tx, principal.actor, {
        action: 'entity.created',
        target: { kind: 'entity', id, name },
        changes: differences({}, { name, kind, parent_id: parentId }),
      });
      return stored;
    });
  }

  /**
   * Changes what is given. Moving needs the permission on the entities above, before and after, and on
   * the entity all that somebody who holds it on the new one above could gain.
   * @throws ProblemError `not-found` 404, `version-mismatch` 412, `entity-cycle` 409, and those of `create`
   */
  async update(
    principal: Principal,
    id: string,
    changes: UpdateEntityBody,
    ifVersion: readonly string[] | null,
  ): Promise<ShownEntity> {
    return this.database.withTenant(principal.tenantId, async (tx) => {
      const entity = await this.locked(tx, id, ifVersion);
      const { parent_id: parentId } = changes;
      if (parentId !== undefined && parentId !== entity.parentId) {
        if (entity.parentId === null) throw rootStays('moved');
        if (await this.entities.isWithin(tx, parentId, id)) throw cycle();
        await this.mayHangOn(tx, principal, entity.parentId);
        await this.mayHangOn(tx, principal, parentId);
        await this.access.mustHoldIn(tx, principal, INHERITED, id, 'parent_id');
      }
      const updated = await this.entities.update(tx, id, changes);
      const differs = differences(entity.settings, { ...entity.settings, ...changes });
      await this.audit.record(tx, principal.actor, {
        action: 'parent_id' in differs ? 'entity.moved' : 'entity.updated',
        target: { kind: 'entity', id, name: entity.settings.name },
        changes: differs,
      });
      return updated;
    });
  }

  /** @throws ProblemError `not-found` 404, `version-mismatch` 412, `entity-in-use` 409 with what hangs on it */
  async delete(
    { tenantId, actor }: Principal,
    id: string,
    ifVersion: readonly string[] | null,
  ): Promise<void> {
    await this.database.withTenant(tenantId, async (tx) => {
      const { parentId, settings } = await this.locked(tx, id, ifVersion);
      if (parentId === null) throw rootStays('deleted');
      const attached = await this.entities.attached(tx, id);
      if (Object.values(attached).some((count) => count > 0)) throw inUse(attached);
      await this.entities.delete(tx, id);
      const target = { kind: 'entity', id, name: settings.name } as const;
      await this.audit.record(tx, actor, { action: 'entity.deleted', target });
    });
  }

  private async locked(
    tx: Tx,
    id: string,
    ifVersion: readonly string[] | null,
  ): Promise<LockedEntity> {
    await this.entities.lockTree(tx);
    const entity = await this.entities.lock(tx, id);
    if (entity === null) throw notFound('entity');
    mustBeVersion('entity', entity.version, ifVersion);
    return entity;
  }

  private async mayHangOn(tx: Tx, principal: Principal, parentId: string): Promise<void> {
    await this.access.mustHoldIn(tx, principal, ['Access:manage'], parentId, 'parent_id');
  }
}

function rootStays(done: 'moved' | 'deleted'): ProblemError {
  return new ProblemError({
    type: 'root-entity',
    title: `The root of the tenant cannot be ${done}`,
    status: 409,
  });
}

function cycle(): ProblemError {
  return new ProblemError({
    type: 'entity-cycle',
    title: 'An entity cannot be below itself',
    status: 409,
    errors: [{ field: 'parent_id', expected: 'an entity that is not below this one' }],
  });
}

function inUse(attached: Attached): ProblemError {
  const parts = Object.entries(attached).filter(([, count]) => count > 0);
  return new ProblemError({
    type: 'entity-in-use',
    title: 'Something hangs on the entity',
    status: 409,
    detail: `Move or delete first: ${parts.map(([what, count]) => `${count} ${what.replace('_', ' ')}`).join(', ')}.`,
    extensions: { attached },
  });
}
