import { integerOf, numberOf, recordOf, textOf } from '@skyledger/provider-sdk';

/** MiB or GiB in a unit; OVHcloud writes `MB` and `GB` and means powers of two. */
const MIB_PER_UNIT: ReadonlyMap<string, number> = new Map([
  ['KB', 1 / 1024],
  ['MB', 1],
  ['GB', 1024],
  ['TB', 1024 * 1024],
  ['KIB', 1 / 1024],
  ['MIB', 1],
  ['GIB', 1024],
  ['TIB', 1024 * 1024],
]);

/** `{ unit, value }` in MiB; `null` where either cannot be read. */
export function mebibytesOf(raw: unknown): number | null {
  const quantity = recordOf(raw);
  const value = numberOf(quantity['value']);
  const factor = MIB_PER_UNIT.get(textOf(quantity['unit'])?.toUpperCase() ?? '');
  return value === null || factor === undefined ? null : integerOf(Math.round(value * factor));
}

/** The tags that people set in the console, which come with the access policies' metadata. */
export function iamOf(raw: unknown): { displayName: string | null; tags: unknown } {
  const iam = recordOf(raw);
  return { displayName: textOf(iam['displayName']), tags: iam['tags'] };
}

/** `null` unless it is true or false. */
export function boolOf(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}
