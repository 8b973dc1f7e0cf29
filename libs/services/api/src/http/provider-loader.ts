import type { Provider } from '@skyledger/provider-sdk';
import type { ProviderId } from '@skyledger/resource-model';

/** Injection token of the function that loads a provider. */
export const PROVIDER_LOADER = Symbol('PROVIDER_LOADER');
export type ProviderLoader = (id: ProviderId) => Promise<Provider>;
