import { afterRun, afterValidation, type Standing, type Verdict } from './account-status';

const ACTIVE: Standing = { status: 'active', reason: null, authenticationFailures: 0 };
const SUSPENDED: Standing = { status: 'suspended', reason: 'why', authenticationFailures: 3 };
const REFUSED: Verdict = { kind: 'unauthenticated', reason: 'Unknown key.' };
const USELESS: Verdict = { kind: 'unusable', reason: 'May read nothing.' };

const story = (...verdicts: Verdict[]): Standing => verdicts.reduce(afterRun, ACTIVE);

it('fails with the first authentication failure, and is suspended with the third', () => {
  expect(story(REFUSED)).toEqual({
    status: 'failed',
    reason: 'Unknown key.',
    authenticationFailures: 1,
  });
  expect(story(REFUSED, REFUSED)).toMatchObject({ status: 'failed', authenticationFailures: 2 });
  expect(story(REFUSED, REFUSED, REFUSED)).toEqual({
    status: 'suspended',
    reason: expect.stringMatching(/^Unknown key\. No run starts until/),
    authenticationFailures: 3,
  });
});

it.each<[string, Verdict]>([
  ['an accepted run', { kind: 'accepted' }],
  ['a run that was denied everything, but known', USELESS],
])('counts from the start after %s', (_, between) => {
  const standing = story(REFUSED, REFUSED, between, REFUSED, REFUSED);
  expect(standing).toMatchObject({ status: 'failed', authenticationFailures: 2 });
});

it('goes on counting over runs that tell nothing', () => {
  expect(story(REFUSED, { kind: 'unknown' }, REFUSED, REFUSED).status).toBe('suspended');
  expect(story({ kind: 'unknown' })).toEqual(ACTIVE);
});

it('fails when the credentials are of no use', () => {
  expect(story(USELESS)).toEqual({
    status: 'failed',
    reason: 'May read nothing.',
    authenticationFailures: 0,
  });
});

it('counts validations and runs together', () => {
  const standing = afterValidation(story(REFUSED, REFUSED), REFUSED);
  expect(standing.status).toBe('suspended');
});

describe('a suspension', () => {
  it('is lifted by a validation alone', () => {
    expect(afterRun(SUSPENDED, { kind: 'accepted' })).toEqual(SUSPENDED);
    expect(afterValidation(SUSPENDED, { kind: 'accepted' })).toEqual(ACTIVE);
  });

  it.each([REFUSED, USELESS, { kind: 'unknown' } as const])('stays after %j', (verdict) => {
    expect(afterValidation(SUSPENDED, verdict).status).toBe('suspended');
    expect(afterRun(SUSPENDED, verdict).status).toBe('suspended');
  });
});
