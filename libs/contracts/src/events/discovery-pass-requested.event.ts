import { providerIdSchema } from '@skyledger/resource-model';
import { z } from 'zod';
import { defineEvent } from '../define-event';
import { exampleIds, runIds } from './ids';

/**
 * A pass is to be collected, from its stored cursor. Published by the worker when it has planned a
 * run, when a pass's time budget ran out, and by the scheduler when a pass's lease ran out. A
 * consumer must take the pass's lease before it does anything: a duplicate finds it taken.
 */
export const discoveryPassRequested = defineEvent({
  name: 'discovery.pass.requested',
  version: 1,
  schema: z.object({ ...runIds, provider: providerIdSchema, passId: z.uuid() }),
  example: {
    ...exampleIds,
    provider: 'hetzner' as const,
    passId: '0198a000-0000-7000-8000-000000000004',
  },
  routeBy: (payload) => payload.provider,
});
export type DiscoveryPassRequested = z.infer<typeof discoveryPassRequested.schema>;
