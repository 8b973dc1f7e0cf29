import { ProblemError } from '@skyledger/contracts';
import type { FaultKind, HopName, Provider, ProviderFault } from '@skyledger/provider-sdk';

/** No account of this id belongs to the tenant. */
export function accountNotFound(): ProblemError {
  return new ProblemError({ type: 'not-found', title: 'There is no such account', status: 404 });
}

/** The account cannot belong to an entity that is not there. */
export function entityNotFound(): ProblemError {
  return new ProblemError({
    type: 'validation-failed',
    title: 'There is no such entity',
    status: 422,
    errors: [{ field: 'entity_id', expected: 'an entity of the tenant' }],
  });
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

/** The role would let us in on behalf of whoever names it, not of this tenant alone. */
export function externalIdNotMinted(nativeAccountId: string): ProblemError {
  return new ProblemError({
    type: 'external-id-not-minted',
    title: 'The role must ask for an external id that was minted here',
    status: 422,
    detail: `Get one for account ${nativeAccountId} from GET /api/v1/cloud/aws/trust-template?account=${nativeAccountId}, let the trust policy of the role ask for it, and give it with the role.`,
    errors: [
      {
        field: 'credentials.external_id',
        expected: `the external id that was minted for account ${nativeAccountId}`,
      },
    ],
    extensions: { native_account_id: nativeAccountId },
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

const HOP_ADVICE: Record<HopName, string> = {
  caller:
    'Give the services an identity in AWS (IRSA, Pod Identity, a role of the machine): see docs/accounts.md.',
  discovery_role:
    'Let the identity of the services assume SKYLEDGER_AWS_DISCOVERY_ROLE_ARN: see docs/accounts.md.',
  account_role:
    'Check that the role is there, trusts our identity, and asks for the external id that was given.',
};

/** What a person should do about the fault. */
function adviceFor({ kind, hop }: ProviderFault): string {
  // What is wrong with an identity of ours is `unavailable`; what a role refuses is `denied`.
  const ofHop = kind === 'unavailable' || kind === 'denied';
  return hop === undefined || !ofHop ? ADVICE[kind] : HOP_ADVICE[hop];
}

/** The fault in plain words, and what to do. */
export function explain(fault: ProviderFault): string {
  return `${fault.message.replace(/[.\s]+$/, '')}. ${adviceFor(fault)}`;
}

/** Where the way into the account ended. */
function hopOf({ hop }: ProviderFault): { failed_hop?: HopName } {
  return hop === undefined ? {} : { failed_hop: hop };
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
      advice: adviceFor(fault),
      ...hopOf(fault),
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
    extensions: { reason: fault.kind, provider_code: fault.code, ...hopOf(fault) },
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
