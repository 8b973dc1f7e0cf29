import type { AccountSettings, OnboardingValidation } from '@skyledger/contracts';
import type { ProviderId } from '@skyledger/resource-model';
import type { SealedSecret } from '@skyledger/vault';

/** A session as the service works with it. */
export interface OnboardingSession {
  id: string;
  /** The id that the account will have. */
  accountId: string;
  status: 'open' | 'completed';
  provider: ProviderId | null;
  settings: AccountSettings | null;
  method: string | null;
  /** Minted with the first method that asks for one, and the same from then on. */
  externalId: string | null;
  credentials: SealedSecret | null;
  fingerprint: string | null;
  /** Counts the changes that a validation would have to be repeated for. */
  inputsVersion: string;
  validation: OnboardingValidation | null;
  /** What `inputsVersion` was when it was validated. */
  validatedInputs: string | null;
  version: string;
}

/** A session in which everything was filled in. */
export type FilledSession = OnboardingSession & {
  [Part in 'provider' | 'settings' | 'method' | 'credentials']: NonNullable<
    OnboardingSession[Part]
  >;
};

/** Whether the provider accepted what the session holds now. */
export function isAccepted(session: OnboardingSession): boolean {
  const { validation, validatedInputs, inputsVersion } = session;
  return validation?.outcome === 'accepted' && validatedInputs === inputsVersion;
}
