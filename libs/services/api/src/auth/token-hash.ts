import { createHash, randomBytes } from 'node:crypto';

const PREFIX = 'sky_';
const RANDOM_BYTES = 32;

/** A new API token. The prefix lets secret scanners recognise one that leaked. */
export function mintToken(): string {
  return PREFIX + randomBytes(RANDOM_BYTES).toString('base64url');
}

/** What is stored of a token. It is random and long, so a plain hash cannot be guessed. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
