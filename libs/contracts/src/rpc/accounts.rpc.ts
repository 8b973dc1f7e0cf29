import { providerIdSchema, resourceTypeSchema } from '@skyledger/resource-model';
import { z } from 'zod';
import { actorSchema } from '../audit/actor';
import { defineRpc } from '../define-event';
import { scheduleSchema } from '../schedule/schedule';

/** Who asks, on whose behalf. */
export const caller = {
  tenantId: z.uuid(),
  actor: z.string(),
  /** The same as the audit log names it; the system, under the name `actor`, when left out. */
  by: actorSchema.optional(),
};
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
  /** The entity that the account belongs to; the root of the tenant when a new one names none. */
  entityId: z.uuid().optional(),
};
/** What is read of an account, and when. Null means every enabled region, every resource type. */
const discovered = {
  regions: z.array(z.string()).nullable(),
  resourceTypes: z.array(resourceTypeSchema).nullable(),
  schedule: scheduleSchema,
};

/** What people decide about an account. */
export const accountSettingsSchema = z.object({ ...aboutAccount, ...discovered });
export type AccountSettings = z.infer<typeof accountSettingsSchema>;

/** What is good to know of credentials that were accepted: that they may write, or soon end. */
export const warningsSchema = z.array(z.string()).default([]);

/** Who we are at each step of the way into an account, first to last; null where it is not told. */
export const identityChainSchema = z
  .array(
    z.object({
      hop: z.enum(['caller', 'discovery_role', 'account_role']),
      identity: z.string(),
    }),
  )
  .nullable();

/** Credentials that the provider accepted. */
const accepted = {
  status: accountStatusSchema,
  reason: z.string().nullable(),
  missingPermissions: z.array(z.string()),
  warnings: warningsSchema,
  identityChain: identityChainSchema.default(null),
};

/**
 * Validates the credentials against the provider, stores the account and starts its first run. The
 * gateway mints the account's id and seals the credentials for it, so that no plaintext travels and
 * the ciphertext can be stored as it came. Problems: `validation-failed` 422 (the provider refused;
 * with `set_up`, how to get credentials that it accepts; or there is no such entity),
 * `account-exists` 409 with `account_id`.
 */
export const createAccount = defineRpc({
  name: 'accounts.create',
  request: z.object({
    ...account,
    ...accountSettingsSchema.partial().shape,
    name: aboutAccount.name,
    regions: discovered.regions,
    schedule: discovered.schedule,
    provider: providerIdSchema,
    credentials: sealedSecretSchema,
    /** The account is one of the demo estate, not of a real cloud. */
    isDemo: z.boolean(),
  }),
  response: z.object({ accountId: z.uuid(), runId: z.uuid(), warnings: warningsSchema }),
  deadlineMs: 60_000,
});

/**
 * Changes what people decide about an account; regions are checked with the provider first. Problems:
 * `not-found` 404, `version-mismatch` 412 (also when it was moved to another entity since the caller was
 * seen to manage it), `validation-failed` 422, `provider-unavailable` 503.
 */
export const updateAccount = defineRpc({
  name: 'accounts.update',
  request: z.object({
    ...account,
    /** The versions of the account that may be changed; null means whichever it has. */
    ifVersion: z.array(z.string()).nullable(),
    /** The entity that the caller was seen to manage; the account must still be there. Any when left out. */
    ifEntityId: z.uuid().optional(),
    /** What is left out stays as it is. */
    changes: accountSettingsSchema.partial(),
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
    /** Of the run; the same again answers the same. */
    runId: z.uuid().optional(),
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

/** The languages in which a trust can be handed out. */
export const trustFormatSchema = z.enum(['cloudformation', 'terraform']);

/** The id AWS knows an account by; it need not be in the ledger. */
const awsAccountId = z.string().regex(/^\d{12}$/);

/**
 * Gives the external id that roles in AWS accounts of the tenant ask for. For one account it is minted
 * once, and the same is given again; without an account each request mints a new one, which belongs to
 * the first account that is added with it.
 */
export const mintExternalId = defineRpc({
  name: 'accounts.mint-external-id',
  request: z.object({
    ...caller,
    nativeAccountId: awsAccountId.nullable(),
  }),
  response: z.object({
    externalId: z.string(),
    nativeAccountId: z.string().nullable(),
    /** False when it was minted before. */
    isNew: z.boolean(),
  }),
  deadlineMs: 15_000,
});

/**
 * Gives the template of a role that lets us read an AWS account and asks for its external id, which is
 * minted if the account has none.
 */
export const trustTemplate = defineRpc({
  name: 'accounts.trust-template',
  request: z.object({
    ...caller,
    nativeAccountId: awsAccountId,
    format: trustFormatSchema,
    /** The part of AWS that the account is in, `aws` or `aws-cn` for example. */
    partition: z.string(),
  }),
  response: z.object({ externalId: z.string(), template: z.string() }),
  deadlineMs: 15_000,
});
