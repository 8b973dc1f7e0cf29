import { ProviderError, type FaultKind } from '@skyledger/provider-sdk';

/** What ends every other question of the client as well. */
const OF_THE_CREDENTIALS: ReadonlySet<FaultKind> = new Set(['expired', 'unauthenticated']);

/**
 * The answer to a question that a pass can do without, or `null` where AWS gives none: the
 * permission is optional, or the service cannot be reached from here.
 * @param onRefusal is told why there is none
 * @throws ProviderError when it is the credentials that are refused
 */
export async function unlessRefused<Answer>(
  ask: () => Promise<Answer>,
  onRefusal?: (refusal: ProviderError) => void,
): Promise<Answer | null> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ProviderError) || OF_THE_CREDENTIALS.has(error.fault.kind)) throw error;
    onRefusal?.(error);
    return null;
  }
}
