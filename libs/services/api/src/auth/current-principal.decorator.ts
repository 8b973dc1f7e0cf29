import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Principal } from './principal';

/** A request that passed the guard. */
export interface AuthenticatedRequest {
  principal?: Principal;
}

/** The principal of the request. Only on routes that need a permission. */
export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const { principal } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (principal === undefined) throw new Error('the route has a principal but needs no permission');
  return principal;
});
