import { providerIdSchema } from '@skyledger/resource-model';
import { z } from 'zod';
import { defineRpc } from '../define-event';
import { problemSchema } from '../problem';
import {
  accountSettingsSchema,
  caller,
  sealedSecretSchema,
  trustFormatSchema,
  warningsSchema,
} from './accounts.rpc';

/** Whose session it is: nobody else is answered anything but `not-found` 404. */
const session = {
  ...caller,
  /** The principal that began the session. */
  owner: z.string(),
  sessionId: z.uuid(),
};

/** Parts of the wizard, in the order in which people are led through them. */
export const ONBOARDING_STEPS = [
  'provider',
  'environment',
  'authentication',
  'credentials',
  'validation',
  'review',
] as const;
export const onboardingStepSchema = z.enum(ONBOARDING_STEPS);
export type OnboardingStep = z.infer<typeof onboardingStepSchema>;

/** What the provider said of a session, as it is stored. Holds no secret: people are shown it. */
export const onboardingValidationSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('accepted'),
    nativeAccountId: z.string(),
    /** The provider's name of the account, where it tells one. */
    displayName: z.string().nullable(),
    missingPermissions: z.array(z.string()),
    /** As of `accounts.create`; left out of what was stored before they were kept. */
    warnings: z.array(z.string()).optional(),
  }),
  z.object({ outcome: z.literal('refused'), problem: problemSchema }),
]);
export type OnboardingValidation = z.infer<typeof onboardingValidationSchema>;

/** What one step stores. */
export const onboardingInputSchema = z.discriminatedUnion('step', [
  z.object({ step: z.literal('provider'), provider: providerIdSchema }),
  z.object({ step: z.literal('environment'), settings: accountSettingsSchema }),
  z.object({ step: z.literal('authentication'), method: z.string() }),
  z.object({
    step: z.literal('credentials'),
    /** Sealed for the tenant and the session, as if that were the account. */
    credentials: sealedSecretSchema,
    /** What they were read as. */
    provider: providerIdSchema,
    method: z.string(),
  }),
]);
export type OnboardingInput = z.infer<typeof onboardingInputSchema>;

/** Begins a session. The same id again is the same session. */
export const startOnboarding = defineRpc({
  name: 'onboarding.start',
  request: z.object(session),
  response: z.object({ sessionId: z.uuid() }),
  deadlineMs: 15_000,
});

/**
 * Stores what a person filled in. Another provider or method forgets the credentials; another
 * provider, other credentials or regions make a validation stale. The first method that asks for an
 * external id has one minted, which the session keeps. Problems: `not-found` 404,
 * `session-completed` 409, `step-too-early` 409, `version-mismatch` 412, `validation-failed` 422,
 * `external-id-not-minted` 422.
 */
export const saveOnboardingStep = defineRpc({
  name: 'onboarding.save-step',
  request: z.object({
    ...session,
    /** The versions of the session that may be changed; null means whichever it has. */
    ifVersion: z.array(z.string()).nullable(),
    input: onboardingInputSchema,
  }),
  response: z.object({ version: z.string() }),
  deadlineMs: 15_000,
});

/**
 * Asks the provider, as the creation of an account does, and remembers in the session what it said.
 * Problems: `not-found` 404, `session-completed` 409, `session-incomplete` 409, `account-exists` 409
 * with `account_id`, `validation-failed` 422, `provider-unavailable` 503 (nothing is remembered).
 */
export const validateOnboarding = defineRpc({
  name: 'onboarding.validate',
  request: z.object(session),
  response: z.object({ nativeAccountId: z.string(), missingPermissions: z.array(z.string()) }),
  deadlineMs: 60_000,
});

/**
 * Makes the account of a session whose validation was accepted, and starts its first run; asked
 * again, it answers the same, without having asked the provider for warnings. Problems: as `accounts.create`, and `not-found` 404,
 * `session-incomplete` 409, `version-mismatch` 412 (the session was changed meanwhile).
 */
export const completeOnboarding = defineRpc({
  name: 'onboarding.complete',
  request: z.object({
    ...session,
    /** The version that the caller has seen, and may make an account of; any when left out. */
    ifVersion: z.string().optional(),
  }),
  response: z.object({ accountId: z.uuid(), runId: z.uuid(), warnings: warningsSchema }),
  deadlineMs: 60_000,
});

/**
 * Gives the template of what lets us into the account, with the external id of the session. Problems:
 * `not-found` 404, `session-completed` 409, `step-too-early` 409 (no method is chosen that asks for an
 * external id), `validation-failed` 422 (the provider has no such partition).
 */
export const onboardingTrustTemplate = defineRpc({
  name: 'onboarding.trust-template',
  request: z.object({
    ...session,
    format: trustFormatSchema,
    /** The part of the provider's world that the account is in; the usual one when left out. */
    partition: z.string().optional(),
  }),
  response: z.object({ template: z.string() }),
  deadlineMs: 15_000,
});

/** Deletes the session and the credentials it holds, not an account. Problems: `not-found` 404. */
export const deleteOnboarding = defineRpc({
  name: 'onboarding.delete',
  request: z.object(session),
  response: z.object({ deleted: z.literal(true) }),
  deadlineMs: 15_000,
});
