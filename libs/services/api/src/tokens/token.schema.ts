import { z } from 'zod';
import { permissionSchema, PERMISSIONS } from '../auth/permission';
import { example, instant } from '../http/schema-parts';
import { cursorSchema } from '../paging/cursor';
import { limitSchema, pageSchema } from '../paging/page';

/** Body of `POST /tokens`. */
export const createTokenSchema = z
  .strictObject({
    name: z
      .string()
      .trim()
      .min(1)
      .max(200)
      .regex(/^(?!:)/, 'a name that does not begin with a colon'),
    scopes: z
      .array(permissionSchema)
      .min(1)
      .max(PERMISSIONS.length)
      .describe('Permissions; only such as the caller holds on the entity'),
    entity_id: z
      .uuid()
      .optional()
      .describe('Where, with all below, the permissions hold; the whole tenant when left out'),
    expires_at: z.iso
      .datetime()
      .refine((text) => Date.parse(text) > Date.now(), 'a time in the future')
      .nullable()
      .default(null)
      .describe('Null means never'),
  })
  .meta({
    examples: [
      {
        name: 'dashboard',
        scopes: ['CloudConnector:read', 'Resource:read'],
        expires_at: '2027-11-21T00:00:00.000Z',
      },
    ],
  });
export type CreateTokenBody = z.infer<typeof createTokenSchema>;

const tokenShape = {
  id: z.uuid(),
  name: z.string(),
  scopes: z.array(permissionSchema),
  entity_id: z.uuid().describe('Where, with all below, the permissions hold'),
  created_by: z.string(),
  created_at: instant,
  expires_at: instant.nullable(),
  last_used_at: instant.nullable().describe('Exact to a minute'),
  revoked_at: instant.nullable(),
};

const tokenExample: z.infer<z.ZodObject<typeof tokenShape>> = {
  id: example.tokenId,
  name: 'dashboard',
  scopes: ['CloudConnector:read', 'Resource:read'],
  entity_id: example.rootEntityId,
  created_by: 'bootstrap',
  created_at: example.instant,
  expires_at: '2027-11-21T00:00:00.000Z',
  last_used_at: null,
  revoked_at: null,
};

/** An API token; the token itself is shown only once, when it is made. */
export const tokenSchema = z.object(tokenShape).meta({ id: 'Token', examples: [tokenExample] });

/** Answer of `POST /tokens`. */
export const createdTokenSchema = z
  .object({ ...tokenShape, token: z.string().describe('Shown this once') })
  .meta({ examples: [{ ...tokenExample, token: 'sky_…' }] });

export const TOKEN_LISTING = 'tokens';
export const tokenPageSchema = pageSchema(tokenSchema, tokenExample);
export const tokenQuerySchema = z.strictObject({
  limit: limitSchema,
  cursor: cursorSchema(TOKEN_LISTING, [z.uuid()]),
});
export type TokenQuery = z.infer<typeof tokenQuerySchema>;
