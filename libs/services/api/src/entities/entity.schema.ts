import { z } from 'zod';
import { example, instant } from '../http/schema-parts';
import { lineSchema } from '../http/text-schemas';
import { cursorSchema } from '../paging/cursor';
import { limitSchema, pageSchema } from '../paging/page';

const nameSchema = lineSchema(200).min(1);
const kindSchema = lineSchema(100)
  .min(1)
  .nullable()
  .describe("In the tenant's own words, for example `subsidiary` or `team`");

/** Body of `POST /entities`. */
export const createEntitySchema = z
  .strictObject({
    name: nameSchema,
    kind: kindSchema.default(null),
    parent_id: z.uuid().optional().describe('The entity above it; the root when left out'),
  })
  .meta({ examples: [{ name: 'Payments', kind: 'team', parent_id: example.rootEntityId }] });
export type CreateEntityBody = z.infer<typeof createEntitySchema>;

/** Body of `PATCH /entities/:id`: what is left out stays as it is. */
export const updateEntitySchema = z
  .strictObject({
    name: nameSchema.optional(),
    kind: kindSchema.optional(),
    parent_id: z.uuid().optional().describe('Moves the entity, with all that hangs on it'),
  })
  .refine((body) => Object.keys(body).length > 0, 'at least one field to change')
  .meta({ examples: [{ name: 'Payments and billing' }] });
export type UpdateEntityBody = z.infer<typeof updateEntitySchema>;

const entityShape = {
  id: z.uuid(),
  parent_id: z.uuid().nullable().describe('Null of the root alone'),
  name: z.string(),
  kind: z.string().nullable(),
  created_by: z.string(),
  created_at: instant,
  updated_at: instant,
};
const entityExample: z.infer<z.ZodObject<typeof entityShape>> = {
  id: example.entityId,
  parent_id: example.rootEntityId,
  name: 'Payments',
  kind: 'team',
  created_by: 'bootstrap',
  created_at: example.instant,
  updated_at: example.instant,
};

/** A part of the tenant's organisation, to which accounts and resources belong. */
export const entitySchema = z.object(entityShape).meta({ id: 'Entity', examples: [entityExample] });

export const ENTITY_LISTING = 'entities';
export const entityPageSchema = pageSchema(entitySchema, entityExample);
export const entityQuerySchema = z.strictObject({
  limit: limitSchema,
  cursor: cursorSchema(ENTITY_LISTING, [z.uuid()]),
  parent_id: z.uuid().optional().describe('Only those right below this one'),
});
export type EntityQuery = z.infer<typeof entityQuerySchema>;
