import type { AccountSettings } from '@skyledger/contracts';
import type { ProviderId } from '@skyledger/resource-model';
import type { SealedSecret } from '@skyledger/vault';
import type { OnboardingSession } from './onboarding-session';

/** What a step changes; what is left out stays. */
export interface SessionChanges {
  provider?: ProviderId;
  settings?: AccountSettings;
  method?: string | null;
  /** Given once, with the first method that asks for one. */
  externalId?: string;
  /** Null forgets those that were given. */
  credentials?: { sealed: SealedSecret; fingerprint: string } | null;
  /** What was validated is not what the session holds then. */
  validateAgain: boolean;
}

/** Another provider has other ways in: method and credentials are asked for anew. */
export function withProvider(session: OnboardingSession, provider: ProviderId): SessionChanges {
  if (provider === session.provider) return { provider, validateAgain: false };
  return { provider, method: null, credentials: null, validateAgain: true };
}

/** Regions are tried on the provider; what the account is called, and when it is read, is not. */
export function withSettings(
  session: OnboardingSession,
  settings: AccountSettings,
): SessionChanges {
  const [before, after] = [session.settings?.regions ?? null, settings.regions].map(
    (regions) => regions && [...new Set(regions)].sort().join(),
  );
  return { settings, validateAgain: before !== after };
}

/** Credentials are of one method: another one forgets them. */
export function withMethod(session: OnboardingSession, method: string): SessionChanges {
  if (method === session.method) return { method, validateAgain: false };
  return { method, credentials: null, validateAgain: true };
}

/** The same credentials again are still as good as they were. */
export function withCredentials(
  session: OnboardingSession,
  credentials: { sealed: SealedSecret; fingerprint: string },
): SessionChanges {
  return { credentials, validateAgain: credentials.fingerprint !== session.fingerprint };
}
