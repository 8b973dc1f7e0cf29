import type { CredentialFacts } from '@skyledger/provider-sdk';

const NAMES_SHOWN = 5;
const DAY_MS = 86_400_000;

/**
 * What a person should know of credentials that were accepted, in sentences: that they may do more
 * than read, and that they soon end. Empty also where the provider tells nothing.
 * @param now in milliseconds since the epoch
 */
export function credentialWarnings(
  facts: CredentialFacts | undefined,
  expiryWarningDays: number,
  now: number,
): string[] {
  const { writePermissions = null, expiresAt = null } = facts ?? {};
  const warnings: string[] = [];
  if (writePermissions !== null && writePermissions.length > 0) {
    const shown = writePermissions.slice(0, NAMES_SHOWN).join(', ');
    const more = writePermissions.length - NAMES_SHOWN;
    warnings.push(
      `The credentials may do more than read: ${shown}${more > 0 ? ` and ${more} more` : ''}. Discovery needs no such right; use credentials that only read.`,
    );
  }
  if (expiresAt !== null && Date.parse(expiresAt) - now <= expiryWarningDays * DAY_MS) {
    warnings.push(`The credentials end at ${expiresAt}. Replace them before.`);
  }
  return warnings;
}
