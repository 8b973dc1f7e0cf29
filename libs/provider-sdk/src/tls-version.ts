import { textOf } from './payload';

/**
 * `1.2` of `TLSv1.2`, `TLSv1_2`, `TLS1_2` and `TLSv1.2_2021`, where the year is that of a choice of
 * ciphers. Other words stay as they are.
 */
export function tlsVersionOf(value: unknown): string | null {
  const text = textOf(value);
  const [, major, minor = '0'] = /^TLSv?(\d)(?:[._](\d))?(?:_\d{4})?$/i.exec(text ?? '') ?? [];
  return major === undefined ? text : `${major}.${minor}`;
}
