import { z } from 'zod';
import { defineEvent } from '../define-event';
import { exampleIds } from './ids';

/**
 * The members of an organisation are to be listed, and its accounts brought in step. Published by the
 * scheduler when the last sync is too old, and by the accounts service when an organisation is connected
 * or changed, or somebody asks. A consumer must expect that it was synchronised or deleted meanwhile.
 */
export const organizationSyncRequested = defineEvent({
  name: 'organization.sync.requested',
  version: 1,
  schema: z.object({
    tenantId: z.uuid(),
    organizationId: z.uuid(),
    /** A sync that was complete at this time or later, ISO 8601 in UTC, makes this one needless. */
    unlessSince: z.iso.datetime(),
  }),
  example: {
    tenantId: exampleIds.tenantId,
    organizationId: '0198a000-0000-7000-8000-000000000009',
    unlessSince: '2026-11-20T06:30:00.000Z',
  },
});
export type OrganizationSyncRequested = z.infer<typeof organizationSyncRequested.schema>;
