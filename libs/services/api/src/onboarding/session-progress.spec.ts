import type { OnboardingStep } from '@skyledger/contracts';
import type { StepState } from './onboarding.schema';
import { currentStep, type Progress, stepStates } from './session-progress';

const empty: Progress = {
  status: 'open',
  provider: null,
  settings: null,
  method: null,
  fingerprint: null,
  validation: null,
  stale: false,
};
const filled: Progress = {
  ...empty,
  provider: 'aws',
  settings: {
    name: 'Production',
    environment: 'production',
    regions: null,
    resourceTypes: null,
    schedule: { kind: 'manual' },
    labels: {},
    group: null,
  },
  method: 'role',
  fingerprint: 'print',
};
const accepted = {
  outcome: 'accepted',
  nativeAccountId: '111122223333',
  displayName: null,
  missingPermissions: [],
} as const;
const refused = {
  outcome: 'refused',
  problem: { type: 'validation-failed', title: 'No', status: 422 },
} as const;

it.each<[string, Progress, OnboardingStep | null, StepState]>([
  ['nothing', empty, 'provider', 'to_do'],
  ['a provider', { ...empty, provider: 'aws' }, 'environment', 'to_do'],
  ['all but the credentials', { ...filled, fingerprint: null }, 'credentials', 'to_do'],
  ['everything', filled, 'validation', 'to_do'],
  ['a refusal', { ...filled, validation: refused }, 'validation', 'refused'],
  ['a stale refusal', { ...filled, validation: refused, stale: true }, 'validation', 'stale'],
  [
    'an acceptance',
    { ...filled, validation: { ...accepted, missingPermissions: [] } },
    'review',
    'done',
  ],
  [
    'a stale acceptance',
    { ...filled, validation: { ...accepted, missingPermissions: [] }, stale: true },
    'validation',
    'stale',
  ],
  ['an account', { ...filled, fingerprint: null, status: 'completed' }, null, 'done'],
])('leads on from %s', (_, session, current, validation) => {
  expect(currentStep(session)).toBe(current);
  expect(stepStates(session).validation).toBe(validation);
});

it('leads back to what another provider made necessary again', () => {
  const changed = { ...filled, method: null, fingerprint: null, validation: refused, stale: true };
  expect(currentStep(changed)).toBe('authentication');
});
