import type { AccountStatus } from '@skyledger/contracts';

/** Authentication failures in a row that suspend an account. */
export const FAILURES_TO_SUSPEND = 3;

/** How an account stands with its provider. */
export interface Standing {
  status: AccountStatus;
  reason: string | null;
  /** In a row, up to now. */
  authenticationFailures: number;
}

/** What a validation or a run told of the credentials. */
export type Verdict =
  | { kind: 'accepted' }
  /** The provider does not know the credentials, or they have ended. */
  | { kind: 'unauthenticated'; reason: string }
  /** The provider knows them, but they are of no use for the account. */
  | { kind: 'unusable'; reason: string }
  /** Nothing: the provider could not be asked, say. */
  | { kind: 'unknown' };

/** The standing after somebody had the credentials tried: if they are accepted, all is well again. */
export function afterValidation(before: Standing, verdict: Verdict): Standing {
  return verdict.kind === 'accepted' ? ACCEPTED : afterSetback(before, verdict);
}

/** The standing after a run. A run under way may still read; that does not lift a suspension. */
export function afterRun(before: Standing, verdict: Verdict): Standing {
  if (verdict.kind !== 'accepted') return afterSetback(before, verdict);
  return before.status === 'suspended' ? before : ACCEPTED;
}

const ACCEPTED: Standing = { status: 'active', reason: null, authenticationFailures: 0 };

function afterSetback(before: Standing, verdict: Exclude<Verdict, { kind: 'accepted' }>): Standing {
  const wasSuspended = before.status === 'suspended';
  switch (verdict.kind) {
    case 'unknown':
      return before;
    case 'unusable':
      if (wasSuspended) return { ...before, reason: verdict.reason };
      return { status: 'failed', reason: verdict.reason, authenticationFailures: 0 };
    case 'unauthenticated': {
      const authenticationFailures = before.authenticationFailures + 1;
      if (!wasSuspended && authenticationFailures < FAILURES_TO_SUSPEND) {
        return { status: 'failed', reason: verdict.reason, authenticationFailures };
      }
      const reason = `${verdict.reason} No run starts until new credentials or a revalidation are accepted.`;
      return { status: 'suspended', reason, authenticationFailures };
    }
  }
}
