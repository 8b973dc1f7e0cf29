import { providerIdSchema } from '@skyledger/resource-model';
import { z } from 'zod';
import { defineRpc } from '../define-event';
import { memberPatternSchema } from '../organization/member-pattern';
import { accountSettingsSchema, caller, sealedSecretSchema } from './accounts.rpc';

const organization = { ...caller, organizationId: z.uuid() };

/** What became of the last listing; see docs/accounts.md. */
export const organizationStatusSchema = z.enum(['pending', 'active', 'suspect', 'failed']);
export type OrganizationStatus = z.infer<typeof organizationStatusSchema>;

/** What an organisation last said of an account; see docs/accounts.md. */
export const membershipSchema = z.enum(['listed', 'missed', 'gone', 'closed', 'excluded']);
export type Membership = z.infer<typeof membershipSchema>;

/** What people decide about an organisation. All but name and patterns is what new members begin with. */
export const organizationSettingsSchema = z.object({
  ...accountSettingsSchema.omit({ resourceTypes: true }).shape,
  include: z.array(memberPatternSchema),
  exclude: z.array(memberPatternSchema),
});
export type OrganizationSettings = z.infer<typeof organizationSettingsSchema>;

/**
 * Asks the provider which organisation the credentials lead to and for the first of its members, stores
 * it and asks for its first sync. The gateway mints the id and seals the credentials for it, in the place
 * of an account. Problems: `validation-failed` 422, `external-id-not-minted` 422, `organization-exists` 409
 * with `organization_id`.
 */
export const createOrganization = defineRpc({
  name: 'organizations.create',
  request: z.object({
    ...organization,
    ...organizationSettingsSchema.shape,
    provider: providerIdSchema,
    credentials: sealedSecretSchema,
  }),
  response: z.object({ organizationId: z.uuid(), nativeId: z.string() }),
  deadlineMs: 60_000,
});

/**
 * Changes what people decide, or replaces the credentials after the provider accepted them, and asks for
 * a sync. Problems: `not-found` 404, `version-mismatch` 412, `validation-failed` 422,
 * `external-id-not-minted` 422, `organization-mismatch` 409.
 */
export const updateOrganization = defineRpc({
  name: 'organizations.update',
  request: z.object({
    ...organization,
    /** The versions that may be changed; null means whichever it has. */
    ifVersion: z.array(z.string()).nullable(),
    /** What is left out stays as it is. */
    changes: organizationSettingsSchema.partial(),
    credentials: sealedSecretSchema.optional(),
  }),
  response: z.object({ version: z.string() }),
  deadlineMs: 60_000,
});

/** Asks for a sync, which begins within seconds. Problems: `not-found` 404. */
export const syncOrganization = defineRpc({
  name: 'organizations.sync',
  request: z.object(organization),
  response: z.object({ requested: z.literal(true) }),
  deadlineMs: 15_000,
});

/**
 * Forgets the connection. Its members stay as ordinary accounts, with the credentials that they have.
 * Problems: `not-found` 404.
 */
export const deleteOrganization = defineRpc({
  name: 'organizations.delete',
  request: z.object(organization),
  response: z.object({ deleted: z.literal(true) }),
  deadlineMs: 15_000,
});
