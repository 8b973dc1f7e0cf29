import type { Provider } from '@skyledger/provider-sdk';
import type { ProviderId } from '@skyledger/resource-model';

/**
 * Every provider that can be used. Adding one adds a line; its code and SDKs are loaded by the first
 * process that needs them.
 */
const LOADERS = {
  aws: async (): Promise<Provider> => (await import('@skyledger/provider-aws')).aws,
  azure: async (): Promise<Provider> => (await import('@skyledger/provider-azure')).azure,
  digitalocean: async (): Promise<Provider> =>
    (await import('@skyledger/provider-digitalocean')).digitalocean,
  gcp: async (): Promise<Provider> => (await import('@skyledger/provider-gcp')).gcp,
  hetzner: async (): Promise<Provider> => (await import('@skyledger/provider-hetzner')).hetzner,
  ionos: async (): Promise<Provider> => (await import('@skyledger/provider-ionos')).ionos,
  ovh: async (): Promise<Provider> => (await import('@skyledger/provider-ovh')).ovh,
  proxmox: async (): Promise<Provider> => (await import('@skyledger/provider-proxmox')).proxmox,
  scaleway: async (): Promise<Provider> => (await import('@skyledger/provider-scaleway')).scaleway,
} as const satisfies Partial<Record<ProviderId, () => Promise<Provider>>>;

/** The providers that `loadProvider` can load, in the order people should be shown them. */
export const PROVIDERS_AVAILABLE: readonly ProviderId[] = Object.keys(LOADERS) as ProviderId[];

/** There is no plug-in for a provider that the model knows. */
export class UnknownProvider extends Error {
  constructor(readonly providerId: string) {
    super(`there is no provider ${providerId}; there are ${PROVIDERS_AVAILABLE.join(', ')}`);
    this.name = 'UnknownProvider';
  }
}

/**
 * Loads a provider, once a process.
 * @throws UnknownProvider
 */
export async function loadProvider(id: ProviderId): Promise<Provider> {
  if (!Object.hasOwn(LOADERS, id)) throw new UnknownProvider(id);
  return LOADERS[id as keyof typeof LOADERS]();
}
