import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { AuthenticatedRequest } from '../auth/current-principal.decorator';
import { notFound } from '../errors/problems';
import { UuidPipe } from '../http/path-id.pipe';
import { AccountRepository } from './account.repository';

/**
 * Answers 404 before anything is said about headers or body, so that a request about an account that
 * the principal may not read tells nothing but that.
 */
@Injectable()
export class AccountExistsGuard implements CanActivate {
  private readonly accountId = new UuidPipe('account');

  constructor(private readonly accounts: AccountRepository) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context
      .switchToHttp()
      .getRequest<FastifyRequest<{ Params: { id: string } }> & AuthenticatedRequest>();
    const { principal } = request;
    if (principal === undefined) throw new Error('the route names an account but needs no scope');
    const id = this.accountId.transform(request.params.id);
    if ((await this.accounts.about(principal.tenantId, id)) === null) throw notFound('account');
    return true;
  }
}
