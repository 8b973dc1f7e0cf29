import { z } from 'zod';
import { BUILT_IN_ROLES } from '../auth/built-in-roles';
import { permissionSchema, PERMISSIONS } from '../auth/permission';
import { example, instant } from '../http/schema-parts';
import { lineSchema } from '../http/text-schemas';
import { cursorSchema } from '../paging/cursor';
import { limitSchema, pageSchema } from '../paging/page';
import { isBuiltIn, roleIdSchema } from './role-id';

const nameSchema = lineSchema(200)
  .min(1)
  .refine(
    (name) => !isBuiltIn(name.toLowerCase()),
    `another name than ${Object.keys(BUILT_IN_ROLES).join(', ')}`,
  );
const descriptionSchema = lineSchema(1000).min(1).nullable();
const permissionsSchema = z
  .array(permissionSchema)
  .min(1)
  .max(PERMISSIONS.length)
  .refine((permissions) => new Set(permissions).size === permissions.length, 'each of them once')
  .describe('Only such as the caller holds on the root of the tenant');

/** Body of `POST /roles`. */
export const createRoleSchema = z
  .strictObject({
    name: nameSchema,
    description: descriptionSchema.default(null),
    permissions: permissionsSchema,
  })
  .meta({
    examples: [{ name: 'run starter', permissions: ['CloudConnector:read', 'CloudConnector:run'] }],
  });
export type CreateRoleBody = z.infer<typeof createRoleSchema>;

/** Body of `PATCH /roles/:id`: what is left out stays as it is. */
export const updateRoleSchema = z
  .strictObject({
    name: nameSchema.optional(),
    description: descriptionSchema.optional(),
    permissions: permissionsSchema.optional(),
  })
  .refine((body) => Object.keys(body).length > 0, 'at least one field to change')
  .meta({ examples: [{ permissions: ['CloudConnector:read'] }] });
export type UpdateRoleBody = z.infer<typeof updateRoleSchema>;

const roleShape = {
  id: z.string().describe('Of a built-in role its name'),
  name: z.string(),
  description: z.string().nullable(),
  built_in: z.boolean().describe('Every tenant has it, and nobody can change it'),
  permissions: z.array(permissionSchema),
  created_by: z.string().nullable().describe('Null of a built-in role'),
  created_at: instant.nullable(),
  updated_at: instant.nullable(),
};
export type Role = z.infer<z.ZodObject<typeof roleShape>>;
const roleExample: Role = {
  id: example.roleId,
  name: 'run starter',
  description: null,
  built_in: false,
  permissions: ['CloudConnector:read', 'CloudConnector:run'],
  created_by: 'bootstrap',
  created_at: example.instant,
  updated_at: example.instant,
};

/** Permissions under one name, to be bound to people and groups. */
export const roleSchema = z.object(roleShape).meta({ id: 'Role', examples: [roleExample] });

export const ROLE_LISTING = 'roles';
export const rolePageSchema = pageSchema(roleSchema, roleExample);
export const roleQuerySchema = z.strictObject({
  limit: limitSchema,
  cursor: cursorSchema(ROLE_LISTING, [roleIdSchema]),
});
export type RoleQuery = z.infer<typeof roleQuerySchema>;
