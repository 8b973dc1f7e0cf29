import { z } from 'zod';
import { defineEvent } from '../define-event';
import { exampleIds, runIds } from './ids';

/**
 * A run has ended. Published once a run by whoever closed it, in the transaction that set its final
 * status. All of the run's `resource.*` events were written to the outbox before it.
 */
export const discoveryCompleted = defineEvent({
  name: 'discovery.completed',
  version: 1,
  optional: true,
  schema: z.object({ ...runIds, status: z.enum(['completed', 'partial', 'failed', 'cancelled']) }),
  example: { ...exampleIds, status: 'completed' as const },
});
export type DiscoveryCompleted = z.infer<typeof discoveryCompleted.schema>;
