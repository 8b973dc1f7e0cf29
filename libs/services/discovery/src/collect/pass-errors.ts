import { type FaultKind, type PageWarning, ProviderError } from '@skyledger/provider-sdk';
import type { PassError, PassOutcome } from './pass.repository';

/** What is known of the pass an error belongs to. */
export interface PassIdentity {
  passKey: string;
  passRegion: string;
  permissions: readonly string[];
}

const ACTIONS: Record<FaultKind, string> = {
  denied: "Grant the permissions named here to the account's credentials.",
  expired: 'Renew the credentials: the session ended and could not be renewed.',
  unauthenticated: 'Replace the credentials: the provider does not accept them.',
  throttled: "Nothing, or raise the provider's quota: the next run tries again.",
  unavailable: 'Nothing: the provider did not answer; the next run tries again.',
  disabled: 'Nothing: the service or region is switched off for this account.',
  malformed: "Report it if it stays: the provider's answer could not be understood.",
  bug: 'Report it: Skyledger failed to read this listing.',
};

/** The entry of `provider_errors` for what ended a pass. Carries no internals of unexpected errors. */
export function toPassError(pass: PassIdentity, error: unknown): PassError {
  const fault = error instanceof ProviderError ? error.fault : undefined;
  const kind = fault?.kind ?? 'bug';
  return {
    pass: pass.passKey,
    region: pass.passRegion,
    code: kind,
    provider_code: fault?.code ?? null,
    message: fault?.message ?? "an unexpected error, see the worker's log",
    permissions: kind === 'denied' ? [...pass.permissions] : [],
    action: ACTIONS[kind],
  };
}

/** The entry for something a page warned of. */
export function toPassWarning(pass: PassIdentity, warning: PageWarning): PassError {
  return {
    pass: pass.passKey,
    region: pass.passRegion,
    code: warning.code,
    provider_code: null,
    message: warning.message,
    permissions: warning.code === 'denied' ? [...pass.permissions] : [],
    action: ACTIONS[warning.code as FaultKind] ?? 'See the message.',
    ...(warning.detailOnly === true ? { detail_only: true } : {}),
  };
}

/** How a pass ends that an error stopped. */
export function outcomeOf(error: unknown): PassOutcome {
  if (!(error instanceof ProviderError)) return 'failed';
  switch (error.fault.kind) {
    case 'disabled':
      return 'skipped';
    case 'throttled':
    case 'unavailable':
    case 'malformed':
      return 'incomplete';
    case 'denied':
    case 'expired':
    case 'unauthenticated':
    case 'bug':
      return 'failed';
  }
}

/** A listing that does not end: the same place again, or page after page without anything. */
export class EndlessListing extends ProviderError {
  constructor(passKey: string, what: string) {
    super({ kind: 'malformed', code: 'EndlessListing', message: what }, passKey);
    this.name = 'EndlessListing';
  }
}
