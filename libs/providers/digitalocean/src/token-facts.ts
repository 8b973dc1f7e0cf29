import {
  integerOf,
  numberOf,
  ProviderError,
  textsOf,
  type CredentialFacts,
} from '@skyledger/provider-sdk';
import type { DigitalOceanClient } from './client';

/**
 * What DigitalOcean tells of the token. Only its own command line asks for it, and no page describes
 * it: whatever it does not answer as expected is not told.
 */
export async function tokenFacts(client: DigitalOceanClient): Promise<CredentialFacts | null> {
  try {
    return factsIn(await client.tokenInfo(), Date.now());
  } catch (error) {
    if (error instanceof ProviderError) return null;
    throw error;
  }
}

/**
 * Scopes are named `<resource>:<action>`; all that is no `read` lets change something, or open it.
 * Source: https://docs.digitalocean.com/reference/api/scopes/
 * @param now in milliseconds since the epoch
 */
export function factsIn(info: Readonly<Record<string, unknown>>, now: number): CredentialFacts {
  const scopes = textsOf(info['scopes']);
  const madeAt = integerOf(info['created_at']);
  // Tokens without an end have none here, or nothing left of it.
  const left = numberOf(info['expires_in_seconds']) ?? 0;
  const writing = scopes.filter((scope) => !/^(.+:)?read$/.test(scope));
  return {
    issuedAt: madeAt === null || madeAt <= 0 ? null : timeAt(madeAt),
    expiresAt: left <= 0 ? null : timeAt(Math.round(now / 1000 + left)),
    writePermissions: scopes.length === 0 ? null : [...new Set(writing)].sort(),
  };
}

/** `null` where a date cannot be so far away. */
function timeAt(seconds: number): string | null {
  const time = new Date(seconds * 1000);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
