import { z } from 'zod';

/**
 * How urgent it is to renew the credentials of an account. `expired`: the provider does not take them
 * any more. `exempt`: nothing is stored that ages, since the account is opened without a key.
 */
export const CREDENTIAL_LEVELS = ['ok', 'warning', 'critical', 'expired', 'exempt'] as const;
export const credentialLevelSchema = z.enum(CREDENTIAL_LEVELS);
export type CredentialLevel = z.infer<typeof credentialLevelSchema>;

/** From when on stored credentials are worth a word, in whole days. */
export interface CredentialLimits {
  /** Of age, since they were stored, or made where the provider tells it. */
  readonly ageWarning: number;
  readonly ageCritical: number;
  /** Left until they end. */
  readonly expiryWarning: number;
  readonly expiryCritical: number;
}

/** The limits in the order in which the SQL function `credential_level` takes them. */
export function limitsInOrder(limits: CredentialLimits): number[] {
  return [limits.ageWarning, limits.ageCritical, limits.expiryWarning, limits.expiryCritical];
}
