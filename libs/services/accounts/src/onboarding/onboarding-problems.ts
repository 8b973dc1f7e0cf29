import { type FieldError, type OnboardingStep, ProblemError } from '@skyledger/contracts';
import { isAccepted, type FilledSession, type OnboardingSession } from './onboarding-session';

/** No such session is the caller's, or it has expired: nobody can tell which. */
export function sessionNotFound(): ProblemError {
  return new ProblemError({
    type: 'not-found',
    title: 'There is no such onboarding session',
    status: 404,
  });
}

/** The account is there; it is what is changed from now on. */
export function sessionCompleted(accountId: string): ProblemError {
  return new ProblemError({
    type: 'session-completed',
    title: 'The session is completed',
    status: 409,
    detail: `It made the account ${accountId}.`,
    extensions: { account_id: accountId },
  });
}

/** The ways in are the provider's, so it has to be chosen before. */
export function providerMissing(): ProblemError {
  return new ProblemError({
    type: 'step-too-early',
    title: 'Another step comes first',
    status: 409,
    errors: [{ field: 'provider', expected: EXPECTED.provider }],
  });
}

/** The credentials were given for what the session holds no more. */
export function sessionChanged(version: string): ProblemError {
  return new ProblemError({
    type: 'version-mismatch',
    title: 'The session was changed meanwhile',
    status: 412,
    detail: 'Read the session again, then send the change with its new ETag.',
    extensions: { version },
  });
}

/** The provider has no such way in. */
export function methodUnknown(methods: readonly string[]): ProblemError {
  return new ProblemError({
    type: 'validation-failed',
    title: 'The provider has no such authentication method',
    status: 422,
    errors: [{ field: 'method', expected: `one of ${methods.join(', ')}` }],
  });
}

/** The account would let us in on behalf of whoever names it, not of this tenant alone. */
export function externalIdRefused(field: string, nativeAccountId: string): ProblemError {
  return new ProblemError({
    type: 'external-id-not-minted',
    title: 'The account must ask for an external id that was minted here',
    status: 422,
    detail:
      'Let the account ask for the external id that the session shows in `trust`, and leave the field out.',
    errors: [
      { field, expected: `nothing, or an external id that was minted for ${nativeAccountId}` },
    ],
    extensions: { native_account_id: nativeAccountId },
  });
}

/** No external id was minted: no method is chosen that asks for one. */
export function trustMissing(): ProblemError {
  return new ProblemError({
    type: 'step-too-early',
    title: 'Another step comes first',
    status: 409,
    errors: [{ field: 'authentication', expected: 'a method that asks for an external id' }],
  });
}

/** @throws ProblemError 409 naming the steps that were not filled in */
export function mustBeFilled(session: OnboardingSession): asserts session is FilledSession {
  const missing = missingSteps(session);
  if (missing.length > 0) throw sessionIncomplete(missing);
}

/** @throws ProblemError 409 unless the provider accepted what the session holds now */
export function mustBeAccepted(session: OnboardingSession): void {
  if (!isAccepted(session)) throw sessionIncomplete(['validation']);
}

function missingSteps(session: OnboardingSession): (keyof typeof EXPECTED)[] {
  const { provider, settings, method, credentials } = session;
  const filled = { provider, environment: settings, authentication: method, credentials };
  return (['provider', 'environment', 'authentication', 'credentials'] as const).filter(
    (step) => filled[step] === null,
  );
}

const EXPECTED = {
  provider: 'the choice of a provider',
  environment: 'a name and an environment',
  authentication: 'the choice of an authentication method',
  credentials: 'credentials',
  validation: 'an accepted validation of what is filled in now',
} as const satisfies Partial<Record<OnboardingStep, string>>;

function sessionIncomplete(steps: readonly (keyof typeof EXPECTED)[]): ProblemError {
  const errors: FieldError[] = steps.map((step) => ({ field: step, expected: EXPECTED[step] }));
  return new ProblemError({
    type: 'session-incomplete',
    title: 'The session is not complete',
    status: 409,
    detail: `Still to do: ${steps.join(', ')}.`,
    errors,
  });
}
