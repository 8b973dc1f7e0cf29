const MODERN: ReadonlySet<string> = new Set(['1.2', '1.3']);
const OLD: ReadonlySet<string> = new Set(['SSLv3', '1.0', '1.1']);

/** Whether a version of TLS is from before 1.2; `null` of a word that nobody knows. */
export function isOldTls(version: string): boolean | null {
  if (MODERN.has(version)) return false;
  return OLD.has(version) ? true : null;
}

/** A version as people write it. */
export function tlsName(version: string): string {
  return version === 'SSLv3' ? version : `TLS ${version}`;
}
