import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { forbidden, notFound } from '../errors/problems';
import { ACCESS, type Access } from './access.decorator';
import type { AuthenticatedRequest } from './current-principal.decorator';
import type { Permission } from './permission';
import type { Principal } from './principal';
import type { RowAccess } from './row-access';

/** Knows what a principal may do with rows of one kind. */
export interface GuardedRows {
  access(principal: Principal, permission: Permission, id: string): Promise<RowAccess | null>;
}

/**
 * For routes that do something to what they name by `:id`. Answers 404 before anything is said about
 * headers or body, so that a request about something that the principal may not read tells nothing but
 * that; 403 when it may read it, but not do this.
 */
export abstract class RowAccessGuard implements CanActivate {
  protected constructor(
    private readonly reflector: Reflector,
    private readonly rows: GuardedRows,
    private readonly thing: string,
    private readonly idPipe: { transform(id: string): string },
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context
      .switchToHttp()
      .getRequest<FastifyRequest<{ Params: { id: string } }> & AuthenticatedRequest>();
    const { principal } = request;
    if (principal === undefined) throw new Error('the route names something but is public');
    const permission = this.neededPermission(context);
    const id = this.idPipe.transform(request.params.id);
    const access = await this.rows.access(principal, permission, id);
    if (access === null) throw notFound(this.thing);
    if (!access.allowed) {
      throw forbidden(`This needs the permission \`${permission}\` on the ${this.thing}'s entity.`);
    }
    return true;
  }

  private neededPermission(context: ExecutionContext): Permission {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (access === undefined || access === 'public' || access === 'authenticated') {
      throw new Error('the route names something but needs no permission');
    }
    return access;
  }
}
