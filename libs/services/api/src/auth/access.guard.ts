import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { forbidden, unauthenticated } from '../errors/problems';
import { API_PATH } from '../http/api-path';
import { ACCESS, type Access } from './access.decorator';
import type { AuthenticatedRequest } from './current-principal.decorator';
import { DEFAULT_TENANT_ID } from './principal';
import { PrincipalsService } from './principals.service';

const BEARER = /^Bearer +([\x21-\x7e]{1,512})$/i;

/**
 * Lets a request through to what its token may do. Below the API's path a route that nobody decided
 * about is refused; routes elsewhere (health, metrics) and message handlers are not its business.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly principals: PrincipalsService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest & AuthenticatedRequest>();
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access === 'public') return true;
    if (access === undefined && !request.url.startsWith(`/${API_PATH}`)) return true;

    const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw unauthenticated('Send an API token: `Authorization: Bearer …`.');
    const principal = await this.principals.principalOf(token);
    if (principal === null) throw unauthenticated('The token is unknown, revoked or expired.');
    if (access === undefined || !principal.scopes.includes(access)) {
      throw forbidden(`The token lacks the scope \`${access ?? 'of this route'}\`.`);
    }
    // Queues hold the messages of every tenant.
    if (access === 'ops' && principal.tenantId !== DEFAULT_TENANT_ID) {
      throw forbidden('Only the tenant that operates the installation may do this.');
    }
    request.principal = principal;
    return true;
  }
}
