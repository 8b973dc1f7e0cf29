import { Injectable } from '@nestjs/common';
import { ProblemError } from '@skyledger/contracts';
import { Database } from '@skyledger/database';
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
  ) {}

  /** @throws ProblemError `not-found` 404 */
  async show(tenantId: string, resourceId: string): Promise<ShownAnnotations> {
    const shown = await this.database.withTenant(tenantId, (tx) =>
      this.repository.find(tx, resourceId),
    );
    if (shown === null) throw notFound('resource');
    return shown;
  }

  /**
   * Stores the annotations in place of what is there.
   * @throws ProblemError `not-found` 404, `version-mismatch` 412
   */
  async replace(annotations: NewAnnotations): Promise<ShownAnnotations> {
    return this.database.withTenant(annotations.tenantId, async (tx) => {
      // The account first, as its deletion does.
      if (!(await this.repository.holdAccount(tx, annotations.resourceId))) {
        throw notFound('resource');
      }
      const replaced = await this.repository.replace(tx, annotations);
      const shown = await this.repository.find(tx, annotations.resourceId);
      if (shown === null) throw notFound('resource');
      if (!replaced) throw versionMismatch(shown.version);
      return shown;
    });
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
