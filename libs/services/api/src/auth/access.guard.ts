import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { type Actor, ProblemError } from '@skyledger/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { forbidden, unauthenticated } from '../errors/problems';
import { API_PATH } from '../http/api-path';
import { ASKS_PROVIDER, RequestLimits } from '../limits/request-limits';
import { ACCESS, type Access } from './access.decorator';
import type { AuthenticatedRequest } from './current-principal.decorator';
import { TENANT_WIDE } from './permission';
import { DEFAULT_TENANT_ID, holds, type Identity, type Principal, reachOf } from './principal';
import { PrincipalsService } from './principals.service';

const UNAUTHENTICATED = 401;
/** Long enough for a JWT with many groups; HTTP servers take no more of all headers than 16 KiB. */
const BEARER = /^Bearer +([\x21-\x7e]{1,8192})$/i;

/**
 * Lets a request through to what its token may do. Below the API's path a route that nobody decided
 * about is refused; routes elsewhere (health, metrics) and message handlers are not its business.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly principals: PrincipalsService,
    private readonly limits: RequestLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest & AuthenticatedRequest>();
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access === undefined && !request.url.startsWith(`/${API_PATH}`)) return true;
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    if (access === 'public') {
      await this.limits.admit(request, reply);
      return true;
    }

    const token = BEARER.exec(request.headers.authorization ?? '')?.[1];
    await this.limits.admit(request, reply, token);
    if (token === undefined) throw unauthenticated('Send a token: `Authorization: Bearer …`.');
    const identity = await this.identityOf(token);
    this.limits.remember(token);
    const principal = { ...identity, actor: actorOf(identity, request) };
    // Also where it is refused below: the audit log names who tried.
    request.principal = principal;
    const route = context.getHandler();
    const asksProvider = this.reflector.get<boolean | undefined>(ASKS_PROVIDER, route) === true;
    await this.limits.take(principal, reply, { asksProvider });
    mayCall(principal, access);
    return true;
  }

  /** @throws ProblemError 401, after which the token is a guess like any other */
  private async identityOf(token: string): Promise<Identity> {
    try {
      const identity = await this.principals.principalOf(token);
      if (identity === null) throw unauthenticated('The token is unknown, revoked or expired.');
      return identity;
    } catch (error) {
      if (error instanceof ProblemError && error.problem.status === UNAUTHENTICATED) {
        this.limits.forget(token);
      }
      throw error;
    }
  }
}

function actorOf({ kind, id, name }: Identity, request: FastifyRequest): Actor {
  return { kind, id, name, requestId: request.id, clientAddress: request.ip };
}

/** @throws ProblemError 403 */
function mayCall(principal: Principal, access: Exclude<Access, 'public'> | undefined): void {
  if (access === 'authenticated') return;
  if (access === undefined || !holds(principal, access)) {
    throw forbidden(`This needs the permission \`${access ?? 'of this route'}\`.`);
  }
  if (TENANT_WIDE.has(access) && reachOf(principal, access) !== 'tenant') {
    throw forbidden(`This needs the permission \`${access}\` on the root of the tenant.`);
  }
  // Queues hold the messages of every tenant.
  if (access === 'Ops:manage' && principal.tenantId !== DEFAULT_TENANT_ID) {
    throw forbidden('Only the tenant that operates the installation may do this.');
  }
}
