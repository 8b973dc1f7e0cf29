import type { SkyledgerConfig } from '@skyledger/config';

/** How the scheduler works; every figure comes from configuration. */
export interface SchedulingOptions {
  /** How often due accounts are looked for, in seconds. */
  tickSeconds: number;
  /** How often stuck runs and passes are looked for, in seconds. */
  sweepSeconds: number;
  /** How long a queued run may wait before it is asked for again, in seconds. */
  graceSeconds: number;
}

/** Injection token of `SchedulingOptions`. */
export const SCHEDULING_OPTIONS = Symbol('SCHEDULING_OPTIONS');

/** A run still running after this long is ended with what it has. */
export const LONGEST_RUN_SECONDS = 24 * 3600;
/** Times a queued run is asked for before it fails. */
export const MAX_RUN_REQUESTS = 12;
/** Share of the interval by which a next run may come later, so that accounts spread out. */
export const JITTER_SHARE = 0.1;
/** Leases a queued run or an open pass may wait before it is asked for again. */
const GRACE_LEASES = 10;

/** The options as the configuration has them. */
export function schedulingOptions(config: SkyledgerConfig): SchedulingOptions {
  return {
    tickSeconds: config.schedulerTickSeconds,
    sweepSeconds: Math.max(1, config.leaseSeconds / 3),
    graceSeconds: config.leaseSeconds * GRACE_LEASES,
  };
}
