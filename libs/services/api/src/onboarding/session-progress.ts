import { ONBOARDING_STEPS, type OnboardingStep } from '@skyledger/contracts';
import type { StepState } from './onboarding.schema';
import type { StoredSession } from './onboarding-session.repository';

/** What tells how far a session is. */
export type Progress = Pick<
  StoredSession,
  'status' | 'provider' | 'settings' | 'method' | 'fingerprint' | 'validation' | 'stale'
>;

/** How far each step is. */
export function stepStates(session: Progress): Record<OnboardingStep, StepState> {
  const filled = (value: unknown): StepState =>
    value !== null || session.status === 'completed' ? 'done' : 'to_do';
  return {
    provider: filled(session.provider),
    environment: filled(session.settings),
    authentication: filled(session.method),
    credentials: filled(session.fingerprint),
    validation: validationState(session),
    review: session.status === 'completed' ? 'done' : 'to_do',
  };
}

/** The first step that is not done; null when all are. */
export function currentStep(session: Progress): OnboardingStep | null {
  const states = stepStates(session);
  return ONBOARDING_STEPS.find((step) => states[step] !== 'done') ?? null;
}

function validationState({ status, validation, stale }: Progress): StepState {
  if (status === 'completed') return 'done';
  if (validation === null) return 'to_do';
  if (stale) return 'stale';
  return validation.outcome === 'accepted' ? 'done' : 'refused';
}
