import { providerIdSchema } from '@skyledger/resource-model';
import { z } from 'zod';
import { defineRpc } from '../define-event';

/** Who asks, on whose behalf. */
const caller = { tenantId: z.uuid(), actor: z.string() };
const account = { ...caller, accountId: z.uuid() };

/** A secret under the vault's key; the ciphertext is base64. */
export const sealedSecretSchema = z.object({ keyId: z.string(), ciphertext: z.base64() });
export type SealedSecretDto = z.infer<typeof sealedSecretSchema>;

/** When an account is discovered: every so many minutes, or only on request. */
export const scheduleSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('interval'), minutes: z.number().int().min(5) }),
  z.object({ kind: z.literal('manual') }),
]);
export type Schedule = z.infer<typeof scheduleSchema>;

/**
 * Validates the credentials against the provider, stores the account and starts its first run. The
 * gateway mints the account's id and seals the credentials for it, so that no plaintext travels and
 * the ciphertext can be stored as it came. Problems: `validation-failed` 422 (the provider refused),
 * `account-exists` 409 with `account_id`.
 */
export const createAccount = defineRpc({
  name: 'accounts.create',
  request: z.object({
    ...account,
    name: z.string(),
    provider: providerIdSchema,
    credentials: sealedSecretSchema,
    regions: z.array(z.string()).nullable(),
    schedule: scheduleSchema,
    /** The account is one of the demo estate, not of a real cloud. */
    isDemo: z.boolean(),
  }),
  response: z.object({ accountId: z.uuid(), runId: z.uuid() }),
  deadlineMs: 60_000,
});

/** Starts a run now. Problems: `not-found` 404, `run-active` 409 with `run_id`. */
export const discoverAccount = defineRpc({
  name: 'accounts.discover',
  request: z.object(account),
  response: z.object({ runId: z.uuid() }),
  deadlineMs: 15_000,
});

/** Asks the provider again who we are, and stores the outcome. Problems: `not-found` 404. */
export const revalidateAccount = defineRpc({
  name: 'accounts.revalidate',
  request: z.object(account),
  response: z.object({
    status: z.enum(['active', 'failed']),
    reason: z.string().nullable(),
    missingPermissions: z.array(z.string()),
  }),
  deadlineMs: 60_000,
});

/**
 * Deletes the account with its credentials, resources, findings and runs; a running run finds itself
 * fenced. Problems: `not-found` 404.
 */
export const deleteAccount = defineRpc({
  name: 'accounts.delete',
  request: z.object(account),
  response: z.object({ deleted: z.literal(true) }),
  deadlineMs: 60_000,
});
