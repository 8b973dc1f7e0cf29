import { z } from 'zod';
import { permissionSchema } from '../auth/permission';
import { example } from '../http/schema-parts';

/** Answer of `GET /me`. */
export const meSchema = z
  .object({
    tenant_id: z.uuid(),
    kind: z.enum(['token', 'user']),
    id: z.string().describe("The token's id, or the person's subject"),
    name: z.string(),
    grants: z
      .array(z.object({ entity_id: z.uuid(), permissions: z.array(permissionSchema) }))
      .describe('What you may do, each on an entity and all below it'),
  })
  .meta({
    examples: [
      {
        tenant_id: example.rootEntityId,
        kind: 'token',
        id: example.tokenId,
        name: 'dashboard',
        grants: [
          { entity_id: example.entityId, permissions: ['CloudConnector:read', 'Resource:read'] },
        ],
      },
    ],
  });
export type Me = z.infer<typeof meSchema>;
