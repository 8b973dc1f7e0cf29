import type { PipeTransform } from '@nestjs/common';
import { z } from 'zod';
import { BUILT_IN_ROLES } from '../auth/built-in-roles';
import { notFound } from '../errors/problems';

/** A role that every tenant has; its name is its id. */
export type BuiltInRole = keyof typeof BUILT_IN_ROLES;

/** Id of a role: the name of a built-in one, or the uuid of one of the tenant's own. */
export const roleIdSchema = z
  .string()
  .toLowerCase()
  .refine(
    (id) => isBuiltIn(id) || z.uuid().safeParse(id).success,
    `${Object.keys(BUILT_IN_ROLES).join(', ')} or the id of a role`,
  );

/** Whether it is the id of a built-in role. */
export function isBuiltIn(id: string): id is BuiltInRole {
  return Object.hasOwn(BUILT_IN_ROLES, id);
}

/** Takes the id of a role; what cannot be one names nothing, so 404. */
export class RoleIdPipe implements PipeTransform<string, string> {
  transform(id: string): string {
    const { data } = roleIdSchema.safeParse(id);
    if (data === undefined) throw notFound('role');
    return data;
  }
}
