import { type AuditEntry, differences } from '@skyledger/audit';
import { type Actor, systemActor } from '@skyledger/contracts';
import type { SessionChanges } from './onboarding-changes';
import type { OnboardingSession } from './onboarding-session';
import type { SessionRequest } from './onboarding.service';

/** Who asks, as the audit log names it. */
export function actorOf({ by, actor }: Pick<SessionRequest, 'by' | 'actor'>): Actor {
  return by ?? systemActor(actor);
}

/** What the audit log is told of a session. */
export function sessionEntry(
  what: 'created' | 'updated' | 'validated' | 'completed' | 'deleted',
  id: string,
  name: string | null,
): AuditEntry {
  const target = { kind: 'onboarding_session', id, name } as const;
  return { action: `onboarding_session.${what}`, target };
}

/** What a step changed; of credentials, that they are others. */
export function changesOf(
  session: OnboardingSession,
  { provider, settings, method, externalId, credentials }: SessionChanges,
): NonNullable<AuditEntry['changes']> {
  const { provider: before, method: way, fingerprint, settings: said } = session;
  return differences(
    { ...said, provider: before, method: way, external_id: session.externalId, fingerprint },
    {
      ...(settings ?? said),
      provider: provider ?? before,
      method: method === undefined ? way : method,
      external_id: externalId ?? session.externalId,
      fingerprint: credentials === undefined ? fingerprint : (credentials?.fingerprint ?? null),
    },
  );
}
