import { type CronTimes, nextOccurrence } from './occurrences';
import { DEFAULT_INTERVAL_MINUTES, type Schedule } from './schedule';

/** Share of the time between two runs by which a run may come later, so that accounts spread out. */
export const JITTER_SHARE = 0.1;
/** A run at a moment of the clock comes no later than this after it. */
const MOST_JITTER_MS = 5 * 60_000;
const MINUTE_MS = 60_000;

/**
 * When the next run is due: never before its schedule says, and a little later so that not all
 * accounts are due at once. `null` when runs start only on request.
 * @param now from the clock that decides what is due: the database's
 * @param random 0 to 1
 */
export function nextRunAt(schedule: Schedule, now: Date, random: number): Date | null {
  switch (schedule.kind) {
    case 'manual':
      return null;
    case 'interval':
      return later(now, schedule.minutes * MINUTE_MS * (1 + JITTER_SHARE * random));
    case 'cron':
    case 'daily': {
      const times = timesOf(schedule);
      const next = nextOccurrence(times, now);
      if (next === null) return null;
      const jitter = Math.min(gapAfter(times, next) * JITTER_SHARE, MOST_JITTER_MS);
      return later(next, jitter * random);
    }
  }
}

/**
 * Minutes between two runs, as far as the schedule tells; for runs on request, of the default
 * schedule. What is older than this is not fresh any more.
 */
export function intervalMinutesOf(schedule: Schedule, now: Date): number {
  switch (schedule.kind) {
    case 'manual':
      return DEFAULT_INTERVAL_MINUTES;
    case 'interval':
      return schedule.minutes;
    case 'cron':
    case 'daily': {
      const times = timesOf(schedule);
      const next = nextOccurrence(times, now);
      return next === null ? DEFAULT_INTERVAL_MINUTES : gapAfter(times, next) / MINUTE_MS;
    }
  }
}

function timesOf(schedule: Extract<Schedule, { kind: 'cron' | 'daily' }>): CronTimes {
  if (schedule.kind === 'cron') return schedule;
  const [hour, minute] = schedule.time.split(':').map(Number);
  return { expression: `${minute} ${hour} * * *`, time_zone: schedule.time_zone };
}

/** Milliseconds from this moment to the one after it; a day when it is the last. */
function gapAfter(times: CronTimes, moment: Date): number {
  const following = nextOccurrence(times, moment);
  return following === null ? 24 * 60 * MINUTE_MS : following.getTime() - moment.getTime();
}

function later(moment: Date, milliseconds: number): Date {
  return new Date(moment.getTime() + milliseconds);
}
