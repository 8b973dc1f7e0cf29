import { z } from 'zod';
import { credentialLevelSchema } from '../credential-level';
import { defineEvent } from '../define-event';
import { exampleIds } from './ids';

/**
 * The stored credentials of an account came to another level: they age, come to their end, or were
 * replaced. Published by the scheduler, once for each change, in the transaction that noted it. A
 * consumer must expect that they were replaced, or the account deleted, meanwhile.
 */
export const credentialAging = defineEvent({
  name: 'credential.aging',
  version: 1,
  schema: z.object({
    tenantId: z.uuid(),
    accountId: z.uuid(),
    level: credentialLevelSchema,
    /** What the last event said; null when this is the first. */
    previousLevel: credentialLevelSchema.nullable(),
  }),
  example: {
    tenantId: exampleIds.tenantId,
    accountId: exampleIds.accountId,
    level: 'critical',
    previousLevel: 'warning',
  },
  optional: true,
});
export type CredentialAging = z.infer<typeof credentialAging.schema>;
