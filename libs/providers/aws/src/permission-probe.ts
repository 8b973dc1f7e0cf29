import { type FaultKind, ProviderError } from '@skyledger/provider-sdk';
import type { AwsClient, Send } from './client';
import type { Service } from './service-clients';

/**
 * The permission, in a list, when the request was denied.
 * @param region the home region when left out
 */
export async function deniedListing<S extends Service>(
  client: AwsClient,
  service: S,
  permission: string,
  send: Send<S, unknown>,
  region = client.homeRegion,
): Promise<string[]> {
  try {
    await unlessUntold(() => client.call({ service, region, permission }, send));
    return [];
  } catch (error) {
    if (error instanceof ProviderError && error.fault.kind === 'denied') return [permission];
    throw error;
  }
}

/**
 * Faults that tell nothing of permissions are passed over: a throttled request, for example, or a
 * service that is not there.
 */
export async function unlessUntold(probe: () => Promise<unknown>): Promise<void> {
  try {
    await probe();
  } catch (error) {
    const kind = error instanceof ProviderError ? error.fault.kind : 'bug';
    if (!TELLS_NOTHING.has(kind)) throw error;
  }
}

const TELLS_NOTHING: ReadonlySet<FaultKind> = new Set([
  'throttled',
  'unavailable',
  'malformed',
  'disabled',
]);
