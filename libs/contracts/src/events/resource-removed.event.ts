import { z } from 'zod';
import { defineEvent } from '../define-event';
import { exampleIds, runIds } from './ids';

/**
 * Resources are no longer there: a pass that saw everything did not see them. Published by the
 * worker in the transaction that retired them. The rows stay, with `is_active` false.
 */
export const resourceRemoved = defineEvent({
  name: 'resource.removed',
  version: 1,
  schema: z.object({ ...runIds, resourceIds: z.array(z.string()).min(1) }),
  example: { ...exampleIds, resourceIds: ['1001'] },
});
export type ResourceRemoved = z.infer<typeof resourceRemoved.schema>;
