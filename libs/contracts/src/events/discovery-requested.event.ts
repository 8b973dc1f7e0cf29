import { providerIdSchema } from '@skyledger/resource-model';
import { z } from 'zod';
import { defineEvent } from '../define-event';
import { exampleIds, runIds } from './ids';

/**
 * A run was started for an account. Published by accounts (first and manual runs) and by the
 * scheduler, in the transaction that inserted the run; the worker of the provider plans it. A
 * consumer may rely on the run's row being there, and must expect that it has ended meanwhile.
 */
export const discoveryRequested = defineEvent({
  name: 'discovery.requested',
  version: 1,
  schema: z.object({ ...runIds, provider: providerIdSchema, runNumber: z.number().int() }),
  example: { ...exampleIds, provider: 'hetzner' as const, runNumber: 1 },
  routeBy: (payload) => payload.provider,
});
export type DiscoveryRequested = z.infer<typeof discoveryRequested.schema>;
