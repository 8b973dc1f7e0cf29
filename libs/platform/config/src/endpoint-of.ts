import type { ProviderId } from '@skyledger/resource-model';
import type { SkyledgerConfig } from './load-config';

/** Leads nowhere, so that a demo account is never tried on a real cloud. */
const NO_DEMO = 'http://demo-is-not-running.invalid';

/** Roles of ours through which a provider's accounts are entered; none lead into the demo estate. */
export function discoveryRolesOf(
  config: Pick<SkyledgerConfig, 'awsDiscoveryRoles'>,
  provider: ProviderId,
  isDemo: boolean,
): readonly string[] {
  return provider === 'aws' && !isDemo ? (config.awsDiscoveryRoles ?? []) : [];
}

/**
 * Address to reach an account's provider at: the emulator for accounts of the demo estate, else the
 * configured one; undefined means the provider's own.
 */
export function endpointOf(
  config: Pick<SkyledgerConfig, 'endpoints' | 'demoEndpoints'>,
  provider: ProviderId,
  isDemo: boolean,
): string | undefined {
  return isDemo ? (config.demoEndpoints[provider] ?? NO_DEMO) : config.endpoints[provider];
}
