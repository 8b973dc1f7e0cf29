import { Injectable } from '@nestjs/common';
import { AuditLog, differences } from '@skyledger/audit';
import { ProblemError } from '@skyledger/contracts';
import { Database, type Tx } from '@skyledger/database';
import type { Principal } from '../auth/principal';
import { EntityAccessService } from '../entities/entity-access.service';
import { notFound } from '../errors/problems';
import {
  AnnotationRepository,
  type NewAnnotations,
  type ShownAnnotations,
} from './annotation.repository';

/** What people write about resources. */
@Injectable()
export class AnnotationsService {
  constructor(
    private readonly database: Database,
    private readonly repository: AnnotationRepository,
    private readonly access: EntityAccessService,
    private readonly audit: AuditLog,
  ) {}

  /** @throws ProblemError `not-found` 404 */
  async show(principal: Principal, resourceId: string): Promise<ShownAnnotations> {
    const shown = await this.database.withTenant(principal.tenantId, (tx) =>
      this.repository.find(tx, principal, resourceId),
    );
    if (shown === null) throw notFound('resource');
    return shown;
  }

  /**
   * Stores the annotations in place of what is there.
   * @throws ProblemError `not-found` 404, `version-mismatch` 412; when that moves the resource to an
   *   entity on which the principal may not annotate, 403 or 422
   */
  async replace(
    principal: Principal,
    annotations: Omit<NewAnnotations, 'tenantId' | 'actor'>,
  ): Promise<ShownAnnotations> {
    const { tenantId, actor } = principal;
    const { resourceId } = annotations;
    return this.database.withTenant(tenantId, async (tx) => {
      // The account first, as its deletion does.
      if (!(await this.repository.holdAccount(tx, resourceId))) {
        throw notFound('resource');
      }
      await this.repository.lock(tx, resourceId);
      await this.mayMove(tx, principal, resourceId, annotations.annotations.entity_id);
      const before = await this.repository.written(tx, resourceId);
      const replaced = await this.repository.replace(tx, { ...annotations, tenantId, actor });
      const shown = await this.repository.written(tx, resourceId);
      if (before === null || shown === null) throw notFound('resource');
      if (!replaced) throw versionMismatch(shown.version);
      await this.audit.record(tx, actor, {
        action: 'annotation.updated',
        target: { kind: 'annotation', id: resourceId, name: shown.name },
        changes: differences(JSON.parse(before.item) as object, annotations.annotations),
      });
      return shown;
    });
  }

  /** Of the entity that the resource leaves, the route has asked. */
  private async mayMove(
    tx: Tx,
    principal: Principal,
    resourceId: string,
    to: string | null,
  ): Promise<void> {
    const entities = await this.repository.entities(tx, resourceId);
    if (entities === null) throw notFound('resource');
    const destination = to ?? entities.ofAccount;
    if (to === entities.moved || destination === (entities.moved ?? entities.ofAccount)) return;
    await this.access.mustHoldIn(tx, principal, ['Resource:annotate'], destination);
  }
}

function versionMismatch(version: string): ProblemError {
  return new ProblemError({
    type: 'version-mismatch',
    title: 'The annotations were changed meanwhile',
    status: 412,
    detail: 'Read the annotations again, then send the change with their new ETag.',
    extensions: { version },
  });
}
