import type { CredentialLimits } from '@skyledger/contracts';
import type { SkyledgerConfig } from './load-config';

/** From when on stored credentials are worth a word, as configured. */
export function credentialLimits(config: SkyledgerConfig): CredentialLimits {
  return {
    ageWarning: config.credentialWarningDays,
    ageCritical: config.credentialCriticalDays,
    expiryWarning: config.credentialExpiryWarningDays,
    expiryCritical: config.credentialExpiryCriticalDays,
  };
}
