/**
 * Why a provider's API did not give what was asked. The engine decides by it what to do next:
 *
 * - `denied`: the credentials lack a permission. Fails the pass at once.
 * - `expired`: the session or token ended. The client is connected anew once, then the call repeats.
 * - `unauthenticated`: the credentials are wrong or revoked. Fails the pass at once.
 * - `throttled`: too many requests. Waits, at least `retryAfterMs`, and repeats.
 * - `unavailable`: the provider or the way to it failed (5xx, reset, timeout, cut response). Repeats.
 * - `disabled`: the region or service is off for this account. Ends the pass, nothing to see.
 * - `malformed`: the answer cannot be understood. Repeats, then fails the pass.
 * - `bug`: our own mistake.
 */
export const FAULT_KINDS = [
  'denied',
  'expired',
  'unauthenticated',
  'throttled',
  'unavailable',
  'disabled',
  'malformed',
  'bug',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/**
 * The identities on the way into an account: what the credentials or this process are, our own role,
 * the account's role.
 */
export const HOP_NAMES = ['caller', 'discovery_role', 'account_role'] as const;
export type HopName = (typeof HOP_NAMES)[number];

/** What a provider makes of one of its errors. */
export interface ProviderFault {
  kind: FaultKind;
  /** The provider's own code, for example `UnauthorizedOperation`. */
  code: string;
  /** The provider's reason in plain words, without secrets. */
  message: string;
  /** What the provider asks us to wait before the next request. */
  retryAfterMs?: number;
  /** Where the way into the account ended; left out for what happened in the account. */
  hop?: HopName;
}

/** A provider's refusal, classified. Thrown by the request gate, so that nothing above sees SDK errors. */
export class ProviderError extends Error {
  constructor(
    readonly fault: ProviderFault,
    /** What was asked, for example `ec2:DescribeInstances`. */
    readonly operation: string,
    options?: { cause?: unknown },
  ) {
    super(`${operation}: ${fault.message}`, options);
    this.name = 'ProviderError';
  }
}
