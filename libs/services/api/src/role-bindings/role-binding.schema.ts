import { z } from 'zod';
import { entityFilter, example, instant } from '../http/schema-parts';
import { lineSchema } from '../http/text-schemas';
import { cursorSchema } from '../paging/cursor';
import { limitSchema, pageSchema } from '../paging/page';
import { roleIdSchema } from '../roles/role-id';

const MOST_CHARACTERS = 500;
const subjectKindSchema = z.enum(['user', 'group']);
const subjectSchema = lineSchema(MOST_CHARACTERS)
  .min(1)
  .describe('The subject of a person, or the group, as the identity provider names it');

/** Body of `POST /role-bindings`. */
export const createRoleBindingSchema = z
  .strictObject({
    subject_kind: subjectKindSchema,
    subject: subjectSchema,
    role: roleIdSchema.describe('The name of a built-in role, or the id of one of your own'),
    entity_id: z
      .uuid()
      .optional()
      .describe('Where, with all below, the role holds; the whole tenant when left out'),
  })
  .meta({
    examples: [
      {
        subject_kind: 'group',
        subject: 'payments-operators',
        role: 'operator',
        entity_id: example.entityId,
      },
    ],
  });
export type CreateRoleBindingBody = z.infer<typeof createRoleBindingSchema>;

const roleBindingShape = {
  id: z.uuid(),
  subject_kind: subjectKindSchema,
  subject: z.string(),
  role: z.string().describe('The name of a built-in role, or the id of one of your own'),
  role_name: z.string(),
  entity_id: z.uuid().describe('Where, with all below, the role holds'),
  created_by: z.string(),
  created_at: instant,
};
const roleBindingExample: z.infer<z.ZodObject<typeof roleBindingShape>> = {
  id: example.roleBindingId,
  subject_kind: 'group',
  subject: 'payments-operators',
  role: 'operator',
  role_name: 'operator',
  entity_id: example.entityId,
  created_by: 'bootstrap',
  created_at: example.instant,
};

/** That a person or a group has a role on an entity and all below it. */
export const roleBindingSchema = z
  .object(roleBindingShape)
  .meta({ id: 'RoleBinding', examples: [roleBindingExample] });

export const ROLE_BINDING_LISTING = 'role-bindings';
export const roleBindingPageSchema = pageSchema(roleBindingSchema, roleBindingExample);
export const roleBindingQuerySchema = z.strictObject({
  limit: limitSchema,
  cursor: cursorSchema(ROLE_BINDING_LISTING, [z.uuid()]),
  subject_kind: subjectKindSchema.optional().describe('Only of people, or only of groups'),
  subject: z.string().min(1).max(MOST_CHARACTERS).optional().describe('Only of this subject'),
  role: roleIdSchema.optional().describe('Only of this role'),
  entity_id: entityFilter,
});
export type RoleBindingQuery = z.infer<typeof roleBindingQuerySchema>;
