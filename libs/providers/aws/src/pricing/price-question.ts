import type { Filter } from '@aws-sdk/client-pricing';
import { joinKey, valuesOf, type ProductKind } from './products';

/** The most that a page of the list has. */
export const PAGE_SIZE = 100;
/**
 * The most characters that the values of a filter have together.
 * Source: https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_pricing_Filter.html
 */
const LONGEST_FILTER = 1024;

/** What the list is asked for at once: all products with one of the values of each attribute. */
export interface PriceQuestion {
  readonly kind: ProductKind;
  readonly regions: readonly string[];
  /** Of each attribute that tells products apart. */
  readonly values: readonly (readonly string[])[];
}

/**
 * Questions by which products of a region are asked for, and with them, as long as an answer is about a
 * page, what would be asked for next: the same in other regions, since accounts use the same few types
 * everywhere, and what is likely to be needed there.
 */
export function questionsOf(
  kind: ProductKind,
  region: string,
  others: readonly string[],
  keys: readonly string[],
): PriceQuestion[] {
  return batchesOf(keys).map((some) => {
    const wanted = kind.toldApartBy.map((_, at) => distinctAt(some, at));
    const most = Math.max(1, Math.floor(PAGE_SIZE / combinations(wanted)));
    const regions = [...new Set([region, ...others])].slice(0, most);
    return { kind, regions, values: withLikely(kind, wanted, PAGE_SIZE / regions.length) };
  });
}

/** The keys of all that a question is answered with, in each of its regions. */
export function keysOf({ values }: PriceQuestion): string[] {
  const [first = [], ...others] = values;
  return others.reduce<string[]>(
    (keys, some) => keys.flatMap((key) => some.map((value) => joinKey(key, value))),
    [...first],
  );
}

export function filtersOf({ kind, regions, values }: PriceQuestion): Filter[] {
  const anyOf = (Field: string, some: readonly string[] = []): Filter => ({
    Type: 'ANY_OF',
    Field,
    Value: some.join(','),
  });
  return [
    ...Object.entries(kind.fixed).map(([Field, value]): Filter =>
      typeof value === 'string' ? { Type: 'TERM_MATCH', Field, Value: value } : anyOf(Field, value),
    ),
    anyOf('regionCode', regions),
    ...kind.toldApartBy.map((name, at) => anyOf(name, values[at])),
  ];
}

/** The values at a place of the keys, each once. */
function distinctAt(keys: readonly string[], at: number): string[] {
  return [...new Set(keys.map((key) => valuesOf(key)[at] ?? ''))].sort();
}

/** Keys in groups of which every filter holds the values. */
function batchesOf(keys: readonly string[]): string[][] {
  const batches: string[][] = [];
  let length = Infinity;
  for (const key of keys) {
    length += key.length + 1;
    if (length > LONGEST_FILTER) {
      batches.push([]);
      length = key.length + 1;
    }
    batches.at(-1)?.push(key);
  }
  return batches;
}

function combinations(values: readonly (readonly string[])[]): number {
  return values.reduce((product, { length }) => product * length, 1);
}

/** The wanted values, and likely ones as long as they are not more products than `most` together. */
function withLikely(
  { likely = [] }: ProductKind,
  wanted: readonly (readonly string[])[],
  most: number,
): readonly (readonly string[])[] {
  return likely.reduce(
    (values, some, at) =>
      some.reduce((grown, value) => {
        const next = grown.map((each, index) =>
          index === at ? [...new Set([...each, value])] : each,
        );
        return combinations(next) <= most ? next : grown;
      }, values),
    wanted,
  );
}
