import type { CredentialLevel, CredentialLimits } from '@skyledger/contracts';

/** What decides at which level credentials are. */
export interface LedgerCredential {
  level: CredentialLevel;
  age_days: number;
  /** Whole days until they end, negative after; null when no end is known. */
  days_left: number | null;
  /** They hold no secret; null when that was not looked at yet. */
  is_keyless: boolean | null;
  write_permissions: string[] | null;
}

const NAMES_SHOWN = 5;
const REPLACE = 'Replace them.';

/** Why credentials are at their level, in sentences: all that counts, and what to do. */
export function reasonOf(credential: LedgerCredential, limits: CredentialLimits): string {
  const { age_days: age, days_left: left, is_keyless: keyless, level } = credential;
  const writes = credential.write_permissions ?? [];
  const ends = left !== null && (left < limits.expiryWarning || left < limits.expiryCritical);
  const ages = keyless !== true && (age >= limits.ageWarning || age >= limits.ageCritical);
  const sentences = [
    level === 'expired' ? 'The credentials have ended.' : ends ? endingIn(left) : '',
    ages ? `The credentials are ${age} days old.` : '',
    level === 'expired' || ends || ages ? REPLACE : '',
    writes.length > 0 ? writingOf(writes) : '',
    keyless === true ? 'No key is stored that could age: an identity opens the account.' : '',
  ].filter((sentence) => sentence !== '');
  return sentences.length > 0 ? sentences.join(' ') : 'Nothing is known against them.';
}

function endingIn(days: number): string {
  if (days < 1) return 'The credentials end within a day.';
  return `The credentials end in ${days} ${days === 1 ? 'day' : 'days'}.`;
}

function writingOf(names: readonly string[]): string {
  const more = names.length - NAMES_SHOWN;
  const shown = names.slice(0, NAMES_SHOWN).join(', ') + (more > 0 ? ` and ${more} more` : '');
  return `They may do more than read: ${shown}. Use credentials that only read.`;
}
