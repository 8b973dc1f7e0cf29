import {
  MalformedResponseError,
  ProviderError,
  recordOf,
  type Page,
  type PageWarning,
} from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { classifyError } from './classify-error';
import type { DigitalOceanClient, ListedPage } from './client';
import { readCursor, writeCursor, type Position } from './list-cursor';
import { windowAfter } from './list-window';
import type { Listing } from './listings';
import { nativeIdOf } from './payload';

/** Items of one page, and what is to be told with them. */
export interface ItemPage<Item = unknown> {
  items: readonly Item[];
  cursor: string | null;
  warnings: PageWarning[];
}

/**
 * Reads a list from the cursor on.
 *
 * Pages are numbered, and the order of the lists is not documented; most ids are random. So an item
 * deleted on an earlier page moves every later one up, and one would be skipped unseen between two
 * pages. Hence each page begins a few positions before the end of the one before: as long as the last
 * item of that is met again, nothing lies between them. Otherwise, and where fewer items were read
 * than there were all the time, the page says that the listing is incomplete.
 *
 * @throws ProviderError also when pages repeat instead of leading on
 */
export async function* listPages(
  client: Pick<DigitalOceanClient, 'list'>,
  listing: Listing,
  cursor: string | null,
): AsyncGenerator<ItemPage> {
  let position = readCursor(cursor);
  for (;;) {
    const window = windowAfter(position.end);
    const listed = await client.list(listing, window);
    const { fresh, isGap } = newItems(listing, listed, position);
    const seen = position.seen + countDistinct(listing, fresh);
    const total = position.end === 0 ? listed.total : position.total;
    if (!listed.more) {
      const wanted = Math.min(total ?? 0, listed.total ?? 0);
      yield { items: fresh, cursor: null, warnings: isGap || seen < wanted ? [LIST_CHANGED] : [] };
      return;
    }
    const ids = [...distinctIds(listing, listed.items)];
    position = {
      end: window.start + Math.max(window.perPage, listed.items.length),
      firstId: ids.at(0) ?? null,
      lastId: ids.at(-1) ?? null,
      seen,
      total,
    };
    yield { items: fresh, cursor: writeCursor(position), warnings: isGap ? [LIST_CHANGED] : [] };
  }
}

/** A page of resources, with a warning where items could not be identified. */
export function toPage<Item>(
  { items, cursor, warnings }: ItemPage<Item>,
  map: (item: Item) => DiscoveredResource | null,
): Page {
  const resources = items.map(map).filter((resource) => resource !== null);
  const unreadable = items.length - resources.length;
  if (unreadable === 0) return { resources, cursor, warnings };
  const message = `${unreadable} items came without an id`;
  return { resources, cursor, warnings: [...warnings, { code: 'unidentified_items', message }] };
}

const LIST_CHANGED: PageWarning = {
  code: 'list_changed',
  message: 'the list changed while it was read, so items may have been skipped',
};

/** What follows the last item of the page before; everything where that is not met again. */
function newItems(
  listing: Listing,
  { items, more }: ListedPage,
  { end, firstId, lastId }: Position,
): { fresh: readonly unknown[]; isGap: boolean } {
  if (end === 0) return { fresh: items, isGap: false };
  const ids = items.map((item) => itemId(listing, item));
  const last = lastId === null ? -1 : ids.lastIndexOf(lastId);
  const fresh = items.slice(last + 1);
  const repeats = firstId !== null && ids[0] === firstId;
  if (repeats || (more && fresh.length === 0)) {
    const error = new MalformedResponseError(`a page of ${listing.key} repeats the one before`);
    throw new ProviderError(classifyError(error), `GET ${listing.path}`, { cause: error });
  }
  return { fresh, isGap: last === -1 };
}

/** An item told twice counts once, one without an id as another. */
function countDistinct(listing: Listing, items: readonly unknown[]): number {
  const nameless = items.filter((item) => itemId(listing, item) === null);
  return distinctIds(listing, items).size + nameless.length;
}

/** In the order of the items. */
function distinctIds(listing: Listing, items: readonly unknown[]): Set<string> {
  const ids = items.map((item) => itemId(listing, item));
  return new Set(ids.filter((id) => id !== null));
}

function itemId(listing: Listing, item: unknown): string | null {
  return nativeIdOf(recordOf(item)[listing.id]);
}
