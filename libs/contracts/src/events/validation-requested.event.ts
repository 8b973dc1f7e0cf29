import { z } from 'zod';
import { defineEvent } from '../define-event';
import { exampleIds } from './ids';

/**
 * The last validation of an account is too old: the provider is to be asked again. Published by the
 * scheduler in the transaction that noted that it asked, and by the accounts service for accounts that an
 * organisation brought or brought back. A consumer must expect that the account was
 * validated or deleted meanwhile.
 */
export const validationRequested = defineEvent({
  name: 'validation.requested',
  version: 1,
  schema: z.object({
    tenantId: z.uuid(),
    accountId: z.uuid(),
    /** A validation at this time or later, ISO 8601 in UTC, makes this one needless. */
    unlessSince: z.iso.datetime(),
  }),
  example: {
    tenantId: exampleIds.tenantId,
    accountId: exampleIds.accountId,
    unlessSince: '2026-11-20T06:30:00.000Z',
  },
});
export type ValidationRequested = z.infer<typeof validationRequested.schema>;
