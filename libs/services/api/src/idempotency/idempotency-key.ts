import { createHash, createHmac } from 'node:crypto';
import { validationFailed } from '../errors/problems';

/** Header of draft-ietf-httpapi-idempotency-key-header. */
export const IDEMPOTENCY_KEY = 'Idempotency-Key';
/** What a key may be; the quotes of a structured field are taken and may be left out. */
export const KEY_EXPECTED = '8 to 200 characters of A-Z a-z 0-9 . _ : ~ + / = -, such as a UUID';
const KEY = /^(?:"([\w.:~+/=-]{8,200})"|([\w.:~+/=-]{8,200}))$/;

/** @throws ProblemError 400 when the header is not a key */
export function keyOf(header: string | string[]): string {
  const match = typeof header === 'string' ? KEY.exec(header.trim()) : null;
  const key = match?.[1] ?? match?.[2];
  if (key === undefined) {
    throw validationFailed([{ field: IDEMPOTENCY_KEY, expected: KEY_EXPECTED }]);
  }
  return key;
}

/** What is stored in the place of the key. */
export function hashOfKey(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

/**
 * Tells whether a request is the same again. Made with the key, which is not stored, so that nobody
 * who reads the row can try what the body may have been.
 */
export function fingerprintOf(
  key: string,
  { method, url, body }: { method: string; url: string; body: unknown },
): Buffer {
  const text = JSON.stringify([method, url, body ?? null]);
  return createHmac('sha256', key).update(text).digest();
}
