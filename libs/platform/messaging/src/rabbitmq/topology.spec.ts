import { retrySteps } from './topology';

describe('retrySteps', () => {
  it('has one step for each attempt', () => {
    expect(retrySteps(4, 1000)).toEqual([1000, 2000, 4000, 8000]);
  });

  it('ends at the longest delay', () => {
    expect(retrySteps(100, 1000)).toHaveLength(10);
    expect(retrySteps(100, 1000).at(-1)).toBe(300_000);
  });
});
