import { ProblemError } from '@skyledger/contracts';
import type { FaultKind, ProviderFault } from '@skyledger/provider-sdk';

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
export function adviceFor(kind: FaultKind): string {
  return ADVICE[kind];
}

/** The provider did not accept the credentials; nothing was stored. */
export function validationFailed(
  providerName: string,
  fault: ProviderFault,
  missingPermissions: readonly string[],
): ProblemError {
  return new ProblemError({
    type: 'validation-failed',
    title: `${providerName} did not accept the account`,
    status: 422,
    detail: `${fault.message.replace(/[.\s]+$/, '')}. ${adviceFor(fault.kind)}`,
    errors: [{ field: 'credentials', expected: `credentials that ${providerName} accepts` }],
    extensions: {
      reason: fault.kind,
      provider_code: fault.code,
      missing_permissions: missingPermissions,
      advice: adviceFor(fault.kind),
    },
  });
}

/** The provider could not be asked, so nothing is known; the account is left as it was. */
export function providerNotReached(providerName: string, fault: ProviderFault): ProblemError {
  return new ProblemError({
    type: 'provider-unavailable',
    title: `${providerName} could not be asked`,
    status: 503,
    detail: `${fault.message.replace(/[.\s]+$/, '')}. ${adviceFor(fault.kind)}`,
    extensions: { reason: fault.kind, provider_code: fault.code },
  });
}

/**
 * Regions the provider does not know, or has turned off for the account.
 * @param enabled the regions there are; none when the provider's listings cover all of them at once
 */
export function regionsUnknown(
  unknown: readonly string[],
  enabled: readonly string[],
): ProblemError {
  const expected =
    enabled.length === 0
      ? 'nothing: this provider is always read as a whole'
      : `regions of ${enabled.join(', ')}`;
  return new ProblemError({
    type: 'validation-failed',
    title: 'Some regions cannot be discovered',
    status: 422,
    detail: `Not enabled for this account: ${unknown.join(', ')}.`,
    errors: [{ field: 'regions', expected }],
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
