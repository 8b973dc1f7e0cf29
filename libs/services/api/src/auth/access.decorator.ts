import { type CustomDecorator, SetMetadata } from '@nestjs/common';
import type { Permission } from './permission';

/**
 * Who may call a route: everybody, whoever is known, or the holders of a permission. Of a permission
 * that is held on some entities only, the route itself sees to what it is about.
 */
export type Access = 'public' | 'authenticated' | Permission;

/** Metadata key of a route's `Access`. */
export const ACCESS = 'skyledger:access';

/** Decides who may call the route. A route without a decision is refused. */
export function AllowAccess(access: Access): CustomDecorator {
  return SetMetadata(ACCESS, access);
}
