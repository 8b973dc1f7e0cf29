import { z } from 'zod';

/** What travels: the event's payload with what every message needs, whatever the transport. */
export const envelopeSchema = z.object({
  /** Unique per message; a redelivery keeps it. */
  id: z.uuid(),
  /** The contract's name. */
  name: z.string(),
  version: z.number().int(),
  tenantId: z.uuid(),
  /** When it became true, ISO 8601 in UTC. Orders nothing. */
  occurredAt: z.iso.datetime(),
  payload: z.unknown(),
});
export type Envelope = z.infer<typeof envelopeSchema>;
