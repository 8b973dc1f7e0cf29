import type { Page, PageWarning } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { summarize, warningOf } from './failures';

/** What a pass reads in each place: a project, or the account itself. */
export interface Listing<Item> {
  /** Where to read, in order. */
  readonly places: readonly string[];
  /** Everything in a place; the API sends its lists whole. */
  readonly items: (place: string) => Promise<readonly Item[]>;
  /** What tells an item from the others of its place; `null` where it does not say. */
  readonly keyOf: (item: Item) => string | null;
  /** Reads what the list does not tell, and maps. */
  readonly toPage: (place: string, items: readonly Item[]) => Promise<PagePart> | PagePart;
  /** Items of a page; smaller where each needs requests of its own. */
  readonly pageSize: number;
  /** Whether an error came of a place that no longer exists. */
  readonly isGone?: (place: string, error: unknown) => Promise<boolean>;
}

/** What is made of some items. */
export interface PagePart {
  /** `null` for an item without an id. */
  readonly resources: readonly (DiscoveredResource | null)[];
  readonly warnings?: readonly PageWarning[];
}

/** Everything up to here is done; without a key, all of the place. */
type Position = readonly [place: string, key: string | null];

type Keyed<Item> = readonly [key: string, item: Item];

/**
 * Reads place after place, each in the order of its keys and page by page, so that a cursor says all
 * that is done, and neither new nor deleted items can make the rest be read twice or not at all.
 *
 * A place that was deleted meanwhile holds nothing. One that is denied or not offered becomes a
 * warning, so that the others are still read, unless it is the same with all of them.
 *
 * @throws ProviderError
 */
export async function* readPlaces<Item>(
  cursor: string | null,
  listing: Listing<Item>,
): AsyncGenerator<Page> {
  const [donePlace, doneKey] = readCursor(cursor);
  const places = listing.places.filter(
    (place) => place > donePlace || (place === donePlace && doneKey !== null),
  );
  let refusals = 0;
  for (const [index, place] of places.entries()) {
    const isLast = index === places.length - 1;
    const { items, warnings, refused } = await readPlace(listing, place);
    if (refused) refusals += 1;
    if (refusals === listing.places.length) throw refused;
    const rest = place === donePlace && doneKey !== null ? after(items, doneKey) : items;
    for (const { part, ends } of slicesOf(rest, listing.pageSize)) {
      if (part.length === 0 && warnings.length === 0 && !isLast) continue;
      const made = await listing.toPage(
        place,
        part.map(([, item]) => item),
      );
      const position: Position = [place, ends ? null : (part.at(-1)?.[0] ?? null)];
      yield toPage(made, warnings.splice(0), isLast && ends ? null : JSON.stringify(position));
    }
  }
  if (places.length === 0) yield { resources: [], cursor: null };
}

/** For passes that read the account itself: the one place of theirs. */
export const ACCOUNT: readonly string[] = ['account'];

interface ReadPlace<Item> {
  items: readonly Keyed<Item>[];
  warnings: PageWarning[];
  /** The error by which the place was refused. */
  refused: unknown;
}

async function readPlace<Item>(listing: Listing<Item>, place: string): Promise<ReadPlace<Item>> {
  try {
    return { ...inOrder(await listing.items(place), listing.keyOf), refused: null };
  } catch (error) {
    if (await listing.isGone?.(place, error)) return { items: [], warnings: [], refused: null };
    const warning = warningOf(error);
    if (warning === null) throw error;
    return { items: [], warnings: [warning], refused: error };
  }
}

/** By key, each key once. */
function inOrder<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string | null,
): { items: readonly Keyed<Item>[]; warnings: PageWarning[] } {
  const byKey = new Map<string, Item>();
  let unidentified = 0;
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) unidentified += 1;
    else byKey.set(key, item);
  }
  return {
    items: [...byKey].sort(([one], [other]) => (one < other ? -1 : 1)),
    warnings: unidentified === 0 ? [] : [unidentifiedItems(unidentified)],
  };
}

function after<Item>(items: readonly Keyed<Item>[], key: string): readonly Keyed<Item>[] {
  return items.filter(([each]) => each > key);
}

/** At least one, even if it is empty. */
function slicesOf<Item>(
  items: readonly Item[],
  size: number,
): { part: readonly Item[]; ends: boolean }[] {
  const count = Math.max(1, Math.ceil(items.length / size));
  return Array.from({ length: count }, (_, at) => ({
    part: items.slice(at * size, (at + 1) * size),
    ends: at === count - 1,
  }));
}

function toPage(
  { resources, warnings = [] }: PagePart,
  before: readonly PageWarning[],
  cursor: string | null,
): Page {
  const known = resources.filter((resource) => resource !== null);
  const unidentified = resources.length - known.length;
  const all = [
    ...before,
    ...warnings,
    ...(unidentified === 0 ? [] : [unidentifiedItems(unidentified)]),
  ];
  return { resources: known, cursor, ...(all.length > 0 && { warnings: summarize(all) }) };
}

function unidentifiedItems(count: number): PageWarning {
  return { code: 'unidentified_items', message: `${count} items came without an id` };
}

/**
 * The start lies before every place.
 * @throws Error when the cursor is none of ours
 */
function readCursor(cursor: string | null): Position {
  if (cursor === null) return ['', null];
  const position: unknown = JSON.parse(cursor);
  if (Array.isArray(position) && position.length === 2) {
    const [place, key] = position as unknown[];
    if (typeof place === 'string' && (key === null || typeof key === 'string')) return [place, key];
  }
  throw new Error(`${cursor} is no cursor of an OVHcloud list`);
}
