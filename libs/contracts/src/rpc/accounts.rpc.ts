import { providerIdSchema, resourceTypeSchema } from '@skyledger/resource-model';
import { z } from 'zod';
import { defineRpc } from '../define-event';
import { scheduleSchema } from '../schedule/schedule';

/** Who asks, on whose behalf. */
const caller = { tenantId: z.uuid(), actor: z.string() };
const account = { ...caller, accountId: z.uuid() };

/** A secret under the vault's key; the ciphertext is base64. */
export const sealedSecretSchema = z.object({ keyId: z.string(), ciphertext: z.base64() });
export type SealedSecretDto = z.infer<typeof sealedSecretSchema>;

/** What an account is there for. */
export const environmentSchema = z.enum(['production', 'staging', 'development']);
export type Environment = z.infer<typeof environmentSchema>;

/** What a run reads: everything that is stale (`incremental`), or all there is. */
export const runKindSchema = z.enum(['full', 'incremental']);
export type RunKind = z.infer<typeof runKindSchema>;

/** Whether an account can be discovered; see docs/accounts.md. */
export const accountStatusSchema = z.enum(['active', 'pending', 'failed', 'suspended']);
export type AccountStatus = z.infer<typeof accountStatusSchema>;

/** What people say of an account; the provider has no part in it. */
const aboutAccount = {
  name: z.string(),
  labels: z.record(z.string(), z.string()),
  environment: environmentSchema.nullable(),
  group: z.string().nullable(),
};
/** What is read of an account, and when. Null means every enabled region, every resource type. */
const discovered = {
  regions: z.array(z.string()).nullable(),
  resourceTypes: z.array(resourceTypeSchema).nullable(),
  schedule: scheduleSchema,
};

/** Credentials that the provider accepted. */
const accepted = {
  status: accountStatusSchema,
  reason: z.string().nullable(),
  missingPermissions: z.array(z.string()),
};

/**
 * Validates the credentials against the provider, stores the account and starts its first run. The
 * gateway mints the account's id and seals the credentials for it, so that no plaintext travels and
 * the ciphertext can be stored as it came. Problems: `validation-failed` 422 (the provider refused;
 * with `set_up`, how to get credentials that it accepts), `account-exists` 409 with `account_id`.
 */
export const createAccount = defineRpc({
  name: 'accounts.create',
  request: z.object({
    ...account,
    ...z.object({ ...aboutAccount, ...discovered }).partial().shape,
    name: aboutAccount.name,
    regions: discovered.regions,
    schedule: discovered.schedule,
    provider: providerIdSchema,
    credentials: sealedSecretSchema,
    /** The account is one of the demo estate, not of a real cloud. */
    isDemo: z.boolean(),
  }),
  response: z.object({ accountId: z.uuid(), runId: z.uuid() }),
  deadlineMs: 60_000,
});

/**
 * Changes what people decide about an account; regions are checked with the provider first. Problems:
 * `not-found` 404, `version-mismatch` 412, `validation-failed` 422, `provider-unavailable` 503.
 */
export const updateAccount = defineRpc({
  name: 'accounts.update',
  request: z.object({
    ...account,
    /** The versions of the account that may be changed; null means whichever it has. */
    ifVersion: z.array(z.string()).nullable(),
    /** What is left out stays as it is. */
    changes: z.object({ ...aboutAccount, ...discovered }).partial(),
  }),
  response: z.object({ version: z.string() }),
  deadlineMs: 60_000,
});

/**
 * Starts a run now. Problems: `not-found` 404, `run-active` 409 with `run_id`, `account-suspended`
 * 409, `validation-failed` 422 where the selection is not part of the account's.
 */
export const discoverAccount = defineRpc({
  name: 'accounts.discover',
  request: z.object({
    ...account,
    /** Default `full`. */
    kind: runKindSchema.optional(),
    /** Of the account's regions and resource types, for this run alone; all of them when left out. */
    regions: discovered.regions.optional(),
    resourceTypes: discovered.resourceTypes.optional(),
  }),
  response: z.object({ runId: z.uuid() }),
  deadlineMs: 15_000,
});

/**
 * Asks the provider again who we are, and stores the outcome. Lifts a suspension when the provider
 * accepts the credentials. Problems: `not-found` 404, `provider-unavailable` 503.
 */
export const revalidateAccount = defineRpc({
  name: 'accounts.revalidate',
  request: z.object(account),
  response: z.object(accepted),
  deadlineMs: 60_000,
});

/**
 * Validates other credentials of the same account, then stores them in the place of the old ones,
 * which stay when the provider refuses. Lifts a suspension. Problems: `not-found` 404,
 * `validation-failed` 422, `account-mismatch` 409 (credentials of another account of the provider),
 * `account-exists` 409 with `account_id` (of another account in the ledger).
 */
export const replaceCredentials = defineRpc({
  name: 'accounts.replace-credentials',
  request: z.object({ ...account, credentials: sealedSecretSchema }),
  response: z.object(accepted),
  deadlineMs: 60_000,
});

/**
 * Deletes the account with its credentials, resources, findings and runs. An active run is cancelled
 * first, and its workers find themselves fenced. Problems: `not-found` 404.
 */
export const deleteAccount = defineRpc({
  name: 'accounts.delete',
  request: z.object(account),
  response: z.object({ deleted: z.literal(true) }),
  deadlineMs: 60_000,
});
