import { discoveryRolesOf, endpointOf, type SkyledgerConfig } from '@skyledger/config';
import type { XmlReader } from '@skyledger/provider-sdk';
import { PROVIDERS_AVAILABLE } from '@skyledger/providers';
import type { ProviderId } from '@skyledger/resource-model';

/** How the worker collects; every figure comes from configuration. */
export interface DiscoveryOptions {
  /** Providers this worker serves. */
  providers: readonly string[];
  /** Passes collected at once. */
  concurrency: number;
  /** Where to reach a provider; undefined means its own address. */
  endpointOf(provider: ProviderId, isDemo: boolean): string | undefined;
  /** Roles of ours through which a provider's accounts are entered. */
  discoveryRolesOf(provider: ProviderId, isDemo: boolean): readonly string[];
  /** After this a pass is handed on at its next page, in milliseconds. */
  passBudgetMs: number;
  leaseSeconds: number;
  /** Share of a pass's resources that may vanish at once without confirmation, 0 to 1. */
  retireGuardShare: number;
  /** Up to this many may vanish whatever their share. */
  retireGuardMinimum: number;
  /** Share of the provider's quota that Skyledger allows itself, 0 to 1. */
  rateShare: number;
  /** Who reads XML answers, where a provider can do both. */
  xmlReader: XmlReader;
  /** First delay before a refused request is repeated, in milliseconds. */
  retryBaseMs: number;
}

/** Injection token of `DiscoveryOptions`. */
export const DISCOVERY_OPTIONS = Symbol('DISCOVERY_OPTIONS');

/** Leases a pass may take without committing a page before it is given up. */
export const MAX_PASS_ATTEMPTS = 5;
/** Resources written in one transaction, where the provider's pages allow. */
export const BATCH_SIZE = 1000;
/** An unfinished batch is written after this long, so that a slow listing still makes progress. */
export const BATCH_AGE_MS = 5000;
/** Deadline of one request to a provider. */
export const REQUEST_TIMEOUT_MS = 60_000;
/** Requests made at most for one answer. */
export const REQUEST_ATTEMPTS = 6;
/** A longer wait is left to a later run. */
export const LONGEST_WAIT_MS = 60_000;
/** Pages in a row that tell nothing new after which a listing counts as endless. */
export const MAX_IDLE_PAGES = 50;
/** How long a pass may wait for a worker before it is asked for again, in leases. */
export const GRACE_LEASES = 10;

/** The options as the configuration has them. */
export function discoveryOptions(config: SkyledgerConfig): DiscoveryOptions {
  return {
    providers: PROVIDERS_AVAILABLE.filter((id) => config.workerProviders.includes(id)),
    concurrency: config.workerConcurrency,
    endpointOf: (provider, isDemo) => endpointOf(config, provider, isDemo),
    discoveryRolesOf: (provider, isDemo) => discoveryRolesOf(config, provider, isDemo),
    passBudgetMs: config.passBudgetSeconds * 1000,
    leaseSeconds: config.leaseSeconds,
    retireGuardShare: config.retireGuardShare,
    retireGuardMinimum: config.retireGuardMinimum,
    rateShare: config.rateShare,
    xmlReader: config.awsXmlReader,
    retryBaseMs: config.retryBaseMs,
  };
}
