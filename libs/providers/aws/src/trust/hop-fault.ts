import { type FaultKind, type HopName, ProviderError } from '@skyledger/provider-sdk';

/** An identity on the way into an account. */
interface BlamedHop {
  name: HopName;
  /** It is ours and not the account's. */
  isOurs: boolean;
}

const NAMES: Readonly<Record<HopName, string>> = {
  caller: 'the identity that calls AWS',
  discovery_role: 'the discovery role',
  account_role: "the account's role",
};

/** Kinds of faults that are about who asks. */
const ABOUT_SIGNER: ReadonlySet<FaultKind> = new Set(['unauthenticated', 'expired']);
/** Kinds that would be held against the account, or have a person mend its credentials. */
const ABOUT_CREDENTIALS: ReadonlySet<FaultKind> = new Set(['unauthenticated', 'expired', 'denied']);

/** Whether the keys that signed a request have ended. */
export function isExpired(error: unknown): boolean {
  return error instanceof ProviderError && error.fault.kind === 'expired';
}

/**
 * The error, naming the hop at which the way into the account ends. What is wrong with an identity of
 * ours is made `unavailable`, since it tells nothing of the account: otherwise one mistake in our own
 * set-up would suspend every account.
 */
export function blame(error: unknown, from: BlamedHop, to: BlamedHop): unknown {
  if (!(error instanceof ProviderError) || error.fault.hop !== undefined) return error;
  const { fault, operation } = error;
  const { name, isOurs } = ABOUT_SIGNER.has(fault.kind) ? from : to;
  const kind = isOurs && ABOUT_CREDENTIALS.has(fault.kind) ? 'unavailable' : fault.kind;
  const message = `${NAMES[name]} was refused: ${fault.message}`;
  return new ProviderError({ ...fault, kind, message, hop: name }, operation, { cause: error });
}
