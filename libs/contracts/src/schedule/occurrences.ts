import { Cron } from 'croner';

/** A moment of the clock, again and again: five cron fields, read in a time zone. */
export interface CronTimes {
  expression: string;
  time_zone: string;
}

/** Hours looked through for moments too close to each other: a day, and the border to the next. */
const LOOKED_THROUGH_MS = 25 * 3_600_000;

/**
 * The first moment after `after`; `null` when there is none, as on every 31 February. A moment that
 * the clock skips in spring comes when the clock goes on, one that it repeats in autumn comes once.
 * @throws when the expression or the time zone cannot be understood
 */
export function nextOccurrence({ expression, time_zone }: CronTimes, after: Date): Date | null {
  const cron = new Cron(expression, { mode: '5-part', timezone: time_zone, paused: true });
  return cron.nextRun(after);
}

/** Minutes between the two closest moments of a day on which there are any; `null` without two. */
export function shortestGapMinutes(times: CronTimes): number | null {
  const first = nextOccurrence(times, new Date());
  if (first === null) return null;
  let [previous, shortest] = [first, Number.POSITIVE_INFINITY];
  while (previous.getTime() - first.getTime() <= LOOKED_THROUGH_MS) {
    const next = nextOccurrence(times, previous);
    if (next === null) break;
    const gap = next.getTime() - previous.getTime();
    shortest = Math.min(shortest, gap);
    // A gap so short is refused: the rest of a day of minutes need not be looked through.
    if (shortest <= 60_000) break;
    previous = next;
  }
  return Number.isFinite(shortest) ? shortest / 60_000 : null;
}
