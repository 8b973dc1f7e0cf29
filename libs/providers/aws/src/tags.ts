import { objectsOf } from './payload';

/** How every service of these passes writes a tag. */
interface AwsTag {
  Key?: string | undefined;
  Value?: string | undefined;
}

/**
 * Tags as a record, sorted by key because AWS keeps no order. `Object.fromEntries` defines keys such
 * as `__proto__` as properties like any other.
 */
export function tagsOf(list: readonly AwsTag[] | null | undefined): Record<string, string> {
  const entries: [string, string][] = [];
  for (const { Key, Value } of objectsOf(list)) {
    if (typeof Key === 'string') entries.push([Key, typeof Value === 'string' ? Value : '']);
  }
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** What people call the resource: the tag `Name`, or `null` when it has none. */
export function nameOf(list: readonly AwsTag[] | null | undefined): string | null {
  const tag = objectsOf(list).find(({ Key }) => Key === 'Name');
  return typeof tag?.Value === 'string' && tag.Value !== '' ? tag.Value : null;
}
