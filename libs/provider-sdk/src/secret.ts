import { z } from 'zod';

/** A credential field that is write-only: never returned, logged or put on a queue in plaintext. */
export function secret(): z.ZodString {
  return z.string().min(1).max(16_384).meta({ format: 'password', writeOnly: true });
}
