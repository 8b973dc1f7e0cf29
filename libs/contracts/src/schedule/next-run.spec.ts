import { intervalMinutesOf, nextRunAt } from './next-run';
import type { Schedule } from './schedule';

const NOW = new Date('2026-03-27T12:00:00Z');
const berlin = (time: string): Schedule => ({ kind: 'daily', time, time_zone: 'Europe/Berlin' });
const cron = (expression: string, time_zone = 'Etc/GMT'): Schedule => ({
  kind: 'cron',
  expression,
  time_zone,
});
const next = (schedule: Schedule, now: string | Date, random = 0): string | undefined =>
  nextRunAt(schedule, new Date(now), random)?.toISOString();

describe('nextRunAt', () => {
  it('comes an interval later, and at most a tenth of it after that', () => {
    const schedule = { kind: 'interval', minutes: 60 } as const;
    expect(next(schedule, NOW)).toBe('2026-03-27T13:00:00.000Z');
    expect(next(schedule, NOW, 1)).toBe('2026-03-27T13:06:00.000Z');
  });

  it('comes at the moment of a cron expression, at most five minutes late', () => {
    expect(next(cron('1 6 * * *'), NOW)).toBe('2026-03-28T06:01:00.000Z');
    expect(next(cron('1 6 * * *'), NOW, 1)).toBe('2026-03-28T06:06:00.000Z');
    expect(next(cron('1 6 * * *', 'Asia/Kolkata'), NOW)).toBe('2026-03-28T00:31:00.000Z');
  });

  it('is less late when the next moment is near', () => {
    expect(next(cron('*/5 * * * *'), NOW, 1)).toBe('2026-03-27T12:05:30.000Z');
  });

  it('does not come twice for a run that came late', () => {
    const late = nextRunAt(cron('1 6 * * *'), NOW, 1)!;
    expect(next(cron('1 6 * * *'), late)).toBe('2026-03-29T06:01:00.000Z');
  });

  it('follows the clock of the zone through the change of summer time', () => {
    expect(next(berlin('06:01'), '2026-03-28T12:00:00Z')).toBe('2026-03-29T04:01:00.000Z');
    expect(next(berlin('06:01'), '2026-10-24T12:00:00Z')).toBe('2026-10-25T05:01:00.000Z');
  });

  it('comes after the gap for a moment that the clock skips', () => {
    expect(next(berlin('02:30'), '2026-03-28T12:00:00Z')).toBe('2026-03-29T01:00:00.000Z');
  });

  it('comes once for a moment that the clock repeats', () => {
    const first = next(berlin('02:30'), '2026-10-24T12:00:00Z')!;
    expect(first).toBe('2026-10-25T00:30:00.000Z');
    expect(next(berlin('02:30'), first)).toBe('2026-10-26T01:30:00.000Z');
  });

  it('is never when runs start on request', () => {
    expect(nextRunAt({ kind: 'manual' }, NOW, 0.5)).toBeNull();
  });
});

it.each<[Schedule, number]>([
  [{ kind: 'interval', minutes: 60 }, 60],
  [berlin('06:01'), 24 * 60],
  [cron('*/15 * * * *'), 15],
  [{ kind: 'manual' }, 240],
])('knows the interval of %j', (schedule, minutes) => {
  expect(intervalMinutesOf(schedule, new Date('2026-05-01T00:00:00Z'))).toBe(minutes);
});
