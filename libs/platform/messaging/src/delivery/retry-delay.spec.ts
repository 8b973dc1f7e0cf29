import { retryDelay, retryStep } from './retry-delay';

describe('retryDelay', () => {
  it('starts at the base and doubles', () => {
    expect([1, 2, 3, 4].map((attempt) => retryDelay(attempt, 1000, () => 0))).toEqual([
      1000, 2000, 4000, 8000,
    ]);
  });

  it('adds at most half of the step', () => {
    expect(retryDelay(2, 1000, () => 1)).toBe(3000);
  });

  it('never steps beyond five minutes', () => {
    expect(retryStep(60, 1000)).toBe(300_000);
  });
});
