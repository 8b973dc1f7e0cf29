import { integerOf, textOf } from '@skyledger/provider-sdk';

/** A whole number; 64-bit ones are sent as text. */
export function wholeOf(value: unknown): number | null {
  if (typeof value === 'string' && /^-?\d{1,16}$/.test(value)) return integerOf(Number(value));
  return integerOf(value);
}

/** The end of a link or path: `e2-medium` of `.../machineTypes/e2-medium`. */
export function lastSegment(link: unknown): string | null {
  return textOf(textOf(link)?.split('/').pop());
}

/** A boolean that is left out when it is false; `null` for another type. */
export function offUnlessTold(value: unknown): boolean | null {
  if (value === undefined) return false;
  return typeof value === 'boolean' ? value : null;
}
