import { ProblemError } from '@skyledger/contracts';
import type { FaultKind, Provider, ProviderFault } from '@skyledger/provider-sdk';

/** No account of this id belongs to the tenant. */
export function accountNotFound(): ProblemError {
  return new ProblemError({ type: 'not-found', title: 'There is no such account', status: 404 });
}

/** The tenant has the provider's account already, under `accountId`. */
export function accountExists(accountId: string): ProblemError {
  return new ProblemError({
    type: 'account-exists',
    title: 'The account is in the ledger already',
    status: 409,
    detail: `It was added before as ${accountId}.`,
    extensions: { account_id: accountId },
  });
}

/** The account is being discovered; one run at a time. */
export function runActive(runId: string): ProblemError {
  return new ProblemError({
    type: 'run-active',
    title: 'The account is being discovered already',
    status: 409,
    detail: `Wait for run ${runId} to end.`,
    extensions: { run_id: runId },
  });
}

/** No run starts while the provider refuses the credentials again and again. */
export function accountSuspended(reason: string | null): ProblemError {
  return new ProblemError({
    type: 'account-suspended',
    title: 'The account is suspended',
    status: 409,
    detail: reason ?? 'Revalidate the account, or replace its credentials.',
  });
}

/** Somebody changed the account since the caller read it. */
export function versionMismatch(version: string): ProblemError {
  return new ProblemError({
    type: 'version-mismatch',
    title: 'The account was changed meanwhile',
    status: 412,
    detail: 'Read the account again, then send the change with its new ETag.',
    extensions: { version },
  });
}

/** The credentials open another account of the provider than the one they are meant for. */
export function accountMismatch(expected: string, found: string): ProblemError {
  return new ProblemError({
    type: 'account-mismatch',
    title: 'The credentials belong to another account',
    status: 409,
    detail: `They open ${found}; this account is ${expected}. Add ${found} as an account of its own.`,
    errors: [{ field: 'credentials', expected: `credentials of ${expected}` }],
    extensions: { native_account_id: found },
  });
}

/** Regions or resource types are selected that cannot be. */
export function selectionRefused(
  field: string,
  refused: readonly string[],
  allowed: readonly string[],
): ProblemError {
  const expected =
    allowed.length === 0
      ? 'nothing: this provider is always read as a whole'
      : `some of ${allowed.join(', ')}`;
  return new ProblemError({
    type: 'validation-failed',
    title: 'The selection cannot be discovered',
    status: 422,
    detail: `Not part of what can be read: ${refused.join(', ')}.`,
    errors: [{ field, expected }],
  });
}

/** The vault has no key, or not the one that opens these credentials. */
export function encryptionKeyMissing(detail: string): ProblemError {
  return new ProblemError({
    type: 'encryption-key-missing',
    title: 'Credentials cannot be opened',
    status: 503,
    detail,
  });
}

/** The provider is not one this installation can discover. */
export function providerUnavailable(available: readonly string[]): ProblemError {
  return new ProblemError({
    type: 'validation-failed',
    title: 'The provider is not available',
    status: 422,
    errors: [{ field: 'provider', expected: `one of ${available.join(', ')}` }],
  });
}

const ADVICE: Record<FaultKind, string> = {
  unauthenticated: 'Check that the credentials were copied whole and are still valid.',
  expired: 'Make new credentials: these have ended.',
  denied: 'Grant the missing permission to the credentials, then try again.',
  disabled: 'Turn the service or region on for this account, then try again.',
  throttled: 'The account has used up its request quota: try again in a few minutes.',
  unavailable: 'The provider could not be reached: check the address, or try again later.',
  malformed: 'The provider did not answer as it should: check the address, or try again later.',
  bug: 'This is a mistake of ours: please report it.',
};

/** What a person should do about the fault. */
function adviceFor(kind: FaultKind): string {
  return ADVICE[kind];
}

/** The fault in plain words, and what to do. */
export function explain(fault: ProviderFault): string {
  return `${fault.message.replace(/[.\s]+$/, '')}. ${adviceFor(fault.kind)}`;
}

/** The provider did not accept the credentials; nothing was stored. */
export function validationFailed(
  provider: Pick<Provider, 'name' | 'setUp'>,
  fault: ProviderFault,
  missingPermissions: readonly string[],
): ProblemError {
  return new ProblemError({
    type: 'validation-failed',
    title: `${provider.name} did not accept the account`,
    status: 422,
    detail: explain(fault),
    errors: [{ field: 'credentials', expected: `credentials that ${provider.name} accepts` }],
    extensions: {
      reason: fault.kind,
      provider_code: fault.code,
      missing_permissions: missingPermissions,
      advice: adviceFor(fault.kind),
      set_up: provider.setUp,
    },
  });
}

/** The provider could not be asked, so nothing is known; the account is left as it was. */
export function providerNotReached(
  { name }: Pick<Provider, 'name'>,
  fault: ProviderFault,
): ProblemError {
  return new ProblemError({
    type: 'provider-unavailable',
    title: `${name} could not be asked`,
    status: 503,
    detail: explain(fault),
    extensions: { reason: fault.kind, provider_code: fault.code },
  });
}

/** The provider says that the selected regions are none of the account's. */
export function regionsRefused(fault: ProviderFault): ProblemError {
  return new ProblemError({
    type: 'validation-failed',
    title: 'Some regions cannot be discovered',
    status: 422,
    detail: fault.message,
    errors: [{ field: 'regions', expected: 'regions of the account' }],
  });
}
