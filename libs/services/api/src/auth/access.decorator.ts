import { type CustomDecorator, SetMetadata } from '@nestjs/common';
import type { Scope } from './scope';

/** Who may call a route: everybody, or the holders of a scope. */
export type Access = 'public' | Scope;

/** Metadata key of a route's `Access`. */
export const ACCESS = 'skyledger:access';

/** Decides who may call the route. A route without a decision is refused. */
export function AllowAccess(access: Access): CustomDecorator {
  return SetMetadata(ACCESS, access);
}
