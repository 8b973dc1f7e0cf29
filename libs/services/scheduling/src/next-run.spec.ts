import { minutesToNextRun } from './next-run';

describe('minutesToNextRun', () => {
  it('never comes before the interval, and at most a tenth later', () => {
    const schedule = { kind: 'interval', minutes: 60 } as const;
    expect(minutesToNextRun(schedule, 0)).toBe(60);
    expect(minutesToNextRun(schedule, 1)).toBeCloseTo(66);
  });

  it('has no next run when runs are manual', () => {
    expect(minutesToNextRun({ kind: 'manual' }, 0.5)).toBeNull();
  });
});
