import { type EndedRun, verdictOfRun } from './run-verdict';

const error = (code: string): EndedRun['errors'][number] => ({
  code,
  message: 'the key is unknown.',
  action: 'Replace it.',
});
const failed = (...codes: string[]): EndedRun => ({
  status: 'failed',
  readSomething: false,
  errors: codes.map(error),
});

it.each<[string, EndedRun, string]>([
  ['a completed run', { status: 'completed', readSomething: true, errors: [] }, 'accepted'],
  [
    'a run that was refused in the end, after it had read',
    { status: 'partial', readSomething: true, errors: [error('expired')] },
    'accepted',
  ],
  ['unknown credentials', failed('unauthenticated'), 'unauthenticated'],
  ['credentials that have ended', failed('denied', 'expired'), 'unauthenticated'],
  ['a run that was denied everything', failed('denied', 'denied'), 'unusable'],
  ['a provider that was away', failed('unavailable'), 'unknown'],
  ['a provider that was partly away', failed('denied', 'unavailable'), 'unknown'],
  ['a lost worker', failed('worker_lost'), 'unknown'],
  [
    'a run in which nothing was to be done',
    { status: 'completed', readSomething: false, errors: [] },
    'unknown',
  ],
])('of %s', (_, run, kind) => {
  expect(verdictOfRun(run).kind).toBe(kind);
});

it('gives the reason, and what to do', () => {
  expect(verdictOfRun(failed('unauthenticated'))).toMatchObject({
    reason: 'The last run failed: the key is unknown. Replace it.',
  });
});
