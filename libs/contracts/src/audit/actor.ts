import { z } from 'zod';

/**
 * Who does something, as the audit log names it. Travels with requests to other services, which
 * record what they do in the transaction that does it.
 */
export const actorSchema = z.object({
  /** A token or a person, or a part of the product that acts by itself. */
  kind: z.enum(['token', 'user', 'system']),
  /** The token's id, the person's subject; null for the system. */
  id: z.string().nullable(),
  /** As people know it. */
  name: z.string(),
  /** The API request that it is about, as its answer's `X-Request-Id` tells; null outside of any. */
  requestId: z.string().nullable(),
  /** Network address that the request came from; null where there is none. */
  clientAddress: z.string().nullable(),
});
export type Actor = z.infer<typeof actorSchema>;

/** A part of the product that acts by itself, for example `scheduler`. */
export function systemActor(name: string): Actor {
  return { kind: 'system', id: null, name, requestId: null, clientAddress: null };
}
