import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { AuthenticatedRequest } from '../auth/current-principal.decorator';
import { notFound } from '../errors/problems';
import { LedgerIdPipe } from '../http/path-id.pipe';
import { ResourceRepository } from './resource.repository';

/**
 * Answers 404 before anything is said about headers or body, so that a request about a resource that
 * the principal may not read tells nothing but that.
 */
@Injectable()
export class ResourceExistsGuard implements CanActivate {
  private readonly resourceId = new LedgerIdPipe('resource');

  constructor(private readonly resources: ResourceRepository) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context
      .switchToHttp()
      .getRequest<FastifyRequest<{ Params: { id: string } }> & AuthenticatedRequest>();
    const { principal } = request;
    if (principal === undefined) throw new Error('the route names a resource but needs no scope');
    const id = this.resourceId.transform(request.params.id);
    if (!(await this.resources.exists(principal.tenantId, id))) throw notFound('resource');
    return true;
  }
}
