/** The text without NUL, and with lone surrogates replaced: what Postgres can hold. */
export function readable(text: string): string {
  const whole = text.isWellFormed() ? text : text.toWellFormed();
  return whole.includes('\0') ? whole.replaceAll('\0', '\u{fffd}') : whole;
}

/** The same for every key and string inside a JSON value. */
export function readableDeep(value: unknown): unknown {
  if (typeof value === 'string') return readable(value);
  if (Array.isArray(value)) return value.map(readableDeep);
  if (value === null || typeof value !== 'object') return value;
  if ('toJSON' in value && typeof value.toJSON === 'function') {
    return readableDeep((value as { toJSON(): unknown }).toJSON());
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [readable(key), readableDeep(entry)]),
  );
}
