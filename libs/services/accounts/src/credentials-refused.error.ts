import type { FaultKind, Provider, ProviderFault } from '@skyledger/provider-sdk';

/** Faults that tell nothing about the credentials. */
const INCONCLUSIVE: ReadonlySet<FaultKind> = new Set([
  'throttled',
  'unavailable',
  'malformed',
  'bug',
]);

/** The provider did not accept the credentials, or could not be asked. Its text holds no secret. */
export class CredentialsRefused extends Error {
  constructor(
    readonly provider: Pick<Provider, 'name' | 'setUp'>,
    readonly fault: ProviderFault,
    readonly missingPermissions: readonly string[],
  ) {
    super(`${provider.name}: ${fault.message}`);
    this.name = 'CredentialsRefused';
  }

  /** Whether the provider does not know the credentials, or they have ended. */
  get unauthenticated(): boolean {
    return this.fault.kind === 'unauthenticated' || this.fault.kind === 'expired';
  }

  /** Whether the provider has spoken; if not, the credentials may be as good as before. */
  get conclusive(): boolean {
    return !INCONCLUSIVE.has(this.fault.kind);
  }
}
