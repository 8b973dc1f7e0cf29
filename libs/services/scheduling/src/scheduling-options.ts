import { credentialLimits, type SkyledgerConfig } from '@skyledger/config';
import type { CredentialLimits } from '@skyledger/contracts';

/** How the scheduler works; every figure comes from configuration. */
export interface SchedulingOptions {
  /** How often due accounts are looked for, in seconds. */
  tickSeconds: number;
  /** How often stuck runs and passes are looked for, in seconds. */
  sweepSeconds: number;
  /** How long a queued run may wait before it is asked for again, in seconds. */
  graceSeconds: number;
  /** An account that was last validated longer ago is validated again, in seconds. */
  validationMaxAgeSeconds: number;
  /** How long a validation or a sync may take before it is asked for again, in seconds. */
  validationPatienceSeconds: number;
  /** An organisation that was last synchronised longer ago is synchronised again, in seconds. */
  organizationMaxAgeSeconds: number;
  /** From when on credentials are worth a word. */
  credentialLimits: CredentialLimits;
}

/** Injection token of `SchedulingOptions`. */
export const SCHEDULING_OPTIONS = Symbol('SCHEDULING_OPTIONS');

/** A run still running after this long is ended with what it has. */
export const LONGEST_RUN_SECONDS = 24 * 3600;
/** Times a queued run is asked for before it fails. */
export const MAX_RUN_REQUESTS = 12;
/** An account whose schedule cannot be understood is looked at again after this long. */
export const RETRY_SCHEDULE_SECONDS = 3600;
/** Validations, and syncs, asked for at one time. */
export const HEARTBEAT_BATCH = 50;
/** Expired onboarding sessions deleted at one time. */
export const EXPIRY_BATCH = 500;
/** Credentials told of at one time. */
export const CREDENTIAL_WATCH_BATCH = 200;
/** A validation or sync that brought no answer is asked for again after this long. */
const VALIDATION_PATIENCE_SECONDS = 15 * 60;
/** Leases a queued run or an open pass may wait before it is asked for again. */
const GRACE_LEASES = 10;

/** The options as the configuration has them. */
export function schedulingOptions(config: SkyledgerConfig): SchedulingOptions {
  return {
    tickSeconds: config.schedulerTickSeconds,
    sweepSeconds: Math.max(1, config.leaseSeconds / 3),
    graceSeconds: config.leaseSeconds * GRACE_LEASES,
    validationMaxAgeSeconds: config.validationMaxAgeMinutes * 60,
    validationPatienceSeconds: VALIDATION_PATIENCE_SECONDS,
    organizationMaxAgeSeconds: config.organizationSyncMinutes * 60,
    credentialLimits: credentialLimits(config),
  };
}
