import { z } from 'zod';
import { defineEvent } from '../define-event';
import { exampleIds } from './ids';

/**
 * The link between agents and resources changed. Published by the matcher in the transaction that
 * changed it; `resourceId` is null when an agent lost its resource.
 */
export const resourceMatched = defineEvent({
  name: 'resource.matched',
  version: 1,
  optional: true,
  schema: z.object({
    tenantId: z.uuid(),
    matches: z.array(z.object({ agentId: z.uuid(), resourceId: z.string().nullable() })).min(1),
  }),
  example: {
    tenantId: exampleIds.tenantId,
    matches: [{ agentId: '0198a000-0000-7000-8000-000000000005', resourceId: '1001' }],
  },
});
export type ResourceMatched = z.infer<typeof resourceMatched.schema>;
