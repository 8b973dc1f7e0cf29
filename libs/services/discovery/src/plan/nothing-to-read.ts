import { ProviderError } from '@skyledger/provider-sdk';
import type { ResourceType } from '@skyledger/resource-model';

/** No listing of the provider yields what the run selects, with these credentials. */
export class NothingToRead extends ProviderError {
  constructor(providerName: string, types: readonly ResourceType[] | null) {
    const what = types === null ? 'anything' : types.join(', ');
    const message = `no listing of ${providerName} yields ${what} in the selected regions with these credentials`;
    super({ kind: 'disabled', code: 'NothingToRead', message }, 'plan');
    this.name = 'NothingToRead';
  }
}
