/*
 * Reading a payload field by field: what is missing or of another type than documented is `null`, so
 * that one odd field never costs the resource.
 */

/** An object, or an empty one. */
export function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

/** An array, or an empty one. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A string that is not empty. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A finite number. */
export function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** A whole number. */
export function integerOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
}

/** A numeric id as text; ids beyond 2^53 already arrive as text. */
export function idOf(value: unknown): string | null {
  const number = integerOf(value);
  if (number !== null) return String(number);
  return typeof value === 'string' && /^\d+$/.test(value) ? value : null;
}

/** The strings of an array. */
export function textsOf(value: unknown): string[] {
  return listOf(value).filter((item): item is string => typeof item === 'string' && item !== '');
}

/** An object's fields as tags; values that are no text are written as text, `null` as empty. */
export function tagsOf(value: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(recordOf(value)).map(([key, tag]) => [
      key,
      typeof tag === 'string' ? tag : tag === null ? '' : JSON.stringify(tag),
    ]),
  );
}

/** A point in time, given in the form of ISO 8601 or RFC 3339, in UTC. */
export function instantOf(value: unknown): string | null {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}T/.test(value)) return null;
  const time = Date.parse(value);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
