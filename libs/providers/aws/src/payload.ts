import { textOf } from '@skyledger/provider-sdk';

/*
 * Readers for what the SDK makes of an answer, beside those for plain JSON of the provider SDK. A
 * field that cannot be read as asked is `null`, "not observed".
 */

/** A yes or no. */
export function boolOf(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}

/** A point in time, which the SDK gives as a `Date`, as ISO 8601 in UTC. */
export function timeOf(value: unknown): string | null {
  if (!(value instanceof Date) && typeof value !== 'string') return null;
  const time = new Date(value);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

/** The begin of the day, in UTC, of a point in time as {@link timeOf} gives it. */
export function dayOf(time: string | null): string | null {
  return time === null ? null : `${time.slice(0, time.indexOf('T'))}T00:00:00.000Z`;
}

/** The objects of a list; none when there is no list. */
export function objectsOf<Item extends object>(list: readonly Item[] | null | undefined): Item[] {
  if (!Array.isArray(list)) return [];
  return (list as Item[]).filter((item: unknown) => typeof item === 'object' && item !== null);
}

/** The texts of a list, each once, in an order that does not depend on the answer's. */
export function sortedTexts(values: readonly unknown[]): string[] {
  const texts = values.map(textOf).filter((text) => text !== null);
  return texts.length < 2 ? texts : [...new Set(texts)].sort();
}
