import { integerOf, numberOf, textOf } from '@skyledger/provider-sdk';

/*
 * Values as Proxmox VE writes them: what is a number in one version is text in the next, and flags
 * are 0 and 1, as numbers or text. What cannot be read is `null`.
 */

/** A flag: 0, 1, "0", "1", true, false. */
export function flagOf(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  const number = integerOf(value);
  if (number !== null) return number !== 0;
  const text = textOf(value)?.toLowerCase();
  if (text === '1' || text === 'true' || text === 'yes' || text === 'on') return true;
  if (text === '0' || text === 'false' || text === 'no' || text === 'off') return false;
  return null;
}

/** A whole number, also in text. */
export function wholeOf(value: unknown): number | null {
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : integerOf(value);
}

/** A number that is not negative, also in text. */
export function amountOf(value: unknown): number | null {
  const number =
    typeof value === 'string' && /^\d{1,15}(\.\d+)?$/.test(value) ? Number(value) : numberOf(value);
  return number !== null && number >= 0 ? number : null;
}

/** UNIX seconds as an instant in UTC. */
export function instantOfSeconds(value: unknown): string | null {
  const seconds = wholeOf(value);
  // Beyond the year 9999 it is no time that anything was made at.
  if (seconds === null || seconds <= 0 || seconds > 253_402_300_799) return null;
  return new Date(seconds * 1000).toISOString();
}

/** `virtio=BC:24:11:00:00:01,bridge=vmbr0` and the like: fields, and the one without a name. */
export interface PropertyString {
  readonly bare: string | null;
  readonly fields: ReadonlyMap<string, string>;
}

/** Reads a property string; a number alone, as in `agent: 1`, is the bare one. */
export function propertiesOf(value: unknown): PropertyString {
  const text = typeof value === 'number' ? String(value) : (textOf(value) ?? '');
  const fields = new Map<string, string>();
  let bare: string | null = null;
  for (const part of text.split(',')) {
    const equals = part.indexOf('=');
    if (equals > 0) fields.set(part.slice(0, equals), part.slice(equals + 1));
    else if (part !== '') bare ??= part;
  }
  return { bare, fields };
}

const GIB_BY_SUFFIX: Readonly<Record<string, number>> = {
  '': 2 ** -30,
  K: 2 ** -20,
  M: 2 ** -10,
  G: 1,
  T: 2 ** 10,
  P: 2 ** 20,
};

/** `32G`, `528K`, `1.5T` or bytes, in GiB. */
export function gibOfSize(value: unknown): number | null {
  const match = /^(\d{1,15}(?:\.\d+)?)([KMGTP]?)$/.exec(textOf(value) ?? '');
  const factor = GIB_BY_SUFFIX[match?.[2] ?? ''];
  return match && factor !== undefined ? Number(match[1]) * factor : null;
}

/** Tags are words, separated by semicolons, in older versions by commas or blanks. */
export function tagsOfWords(value: unknown): Record<string, string> {
  const words = (textOf(value) ?? '').split(/[;, ]+/).filter((word) => word !== '');
  return Object.fromEntries(words.map((word) => [word, '']));
}

/** `net0`, `net1`, ... of a configuration in the order of their numbers. */
export function numberedKeys(config: Readonly<Record<string, unknown>>, prefix: string): string[] {
  const pattern = new RegExp(`^${prefix}\\d+$`);
  const numberIn = (key: string): number => Number(key.slice(prefix.length));
  return Object.keys(config)
    .filter((key) => pattern.test(key))
    .sort((a, b) => numberIn(a) - numberIn(b));
}
