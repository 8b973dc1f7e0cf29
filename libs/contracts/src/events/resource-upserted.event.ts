import { z } from 'zod';
import { defineEvent } from '../define-event';
import { exampleIds, runIds } from './ids';

export const changeKindSchema = z.enum(['created', 'updated']);

/**
 * Resources were created or changed. Published by the worker, one message for each page that
 * changed something, in the transaction that wrote the page. Consumers read the current rows by id;
 * a row may have changed again, or be gone.
 */
export const resourceUpserted = defineEvent({
  name: 'resource.upserted',
  version: 1,
  schema: z.object({
    ...runIds,
    resources: z.array(z.object({ id: z.string(), change: changeKindSchema })).min(1),
  }),
  example: { ...exampleIds, resources: [{ id: '1001', change: 'created' as const }] },
});
export type ResourceUpserted = z.infer<typeof resourceUpserted.schema>;
