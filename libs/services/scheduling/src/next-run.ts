import type { Schedule } from '@skyledger/contracts';
import { JITTER_SHARE } from './scheduling-options';

/**
 * Minutes until the next run, with jitter; `null` when runs start only on request.
 * @param random 0 to 1
 */
export function minutesToNextRun(schedule: Schedule, random: number): number | null {
  switch (schedule.kind) {
    case 'manual':
      return null;
    case 'interval':
      return schedule.minutes * (1 + JITTER_SHARE * random);
  }
}
