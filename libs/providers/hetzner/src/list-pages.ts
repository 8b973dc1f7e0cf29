import {
  idOf,
  MalformedResponseError,
  ProviderError,
  recordOf,
  type Page,
  type PageWarning,
} from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { classifyError } from './classify-error';
import type { Collection, HetznerClient, ListedPage } from './client';
import { readCursor, writeCursor, type Census, type Position } from './list-cursor';

/** The largest page the API gives. */
const PER_PAGE = 50;

/** Items of one page, and what is to be told with them. */
export interface ItemPage {
  items: readonly unknown[];
  cursor: string | null;
  warnings: PageWarning[];
}

/**
 * Reads a list from the cursor on.
 *
 * Pages are numbered, so an item deleted on an earlier page moves every later one up, and one is
 * skipped unseen between two pages. New items cannot do that: they have the highest ids, and the list
 * is sorted by id. But they can hide a deletion from the total. So the total and the newest id are
 * noted after the first page, and where the items up to that id turn out to be fewer, the page says
 * that the listing is incomplete.
 *
 * @throws ProviderError also when pages repeat instead of leading on
 */
export async function* listPages(
  client: Pick<HetznerClient, 'list'>,
  collection: Collection,
  cursor: string | null,
): AsyncGenerator<ItemPage> {
  let position = readCursor(cursor);
  for (;;) {
    const { page, census } = position;
    const listed = await client.list(collection, { page, perPage: PER_PAGE });
    refuseRepetition(collection, listed.items, position);
    const warnings = hasLost(listed, position) ? [LIST_CHANGED] : [];
    if (listed.next === null) {
      yield { items: listed.items, cursor: null, warnings };
      return;
    }
    position = {
      page: listed.next,
      firstId: idAt(listed.items, 0) ?? position.firstId,
      census: page === 1 ? await takeCensus(client, collection, listed.total) : census,
    };
    yield { items: listed.items, cursor: writeCursor(position), warnings };
  }
}

/** A page of resources, with a warning where items could not be identified. */
export function toPage(
  { items, cursor, warnings }: ItemPage,
  map: (item: unknown) => readonly (DiscoveredResource | null)[],
): Page {
  const mapped = items.flatMap((item) => map(item));
  const resources = mapped.filter((resource) => resource !== null);
  const unreadable = mapped.length - resources.length;
  if (unreadable === 0) return { resources, cursor, warnings };
  const message = `${unreadable} items came without an id`;
  return { resources, cursor, warnings: [...warnings, { code: 'unidentified_items', message }] };
}

const LIST_CHANGED: PageWarning = {
  code: 'list_changed',
  message: 'items were deleted while the list was read, so others may have been skipped',
};

/** The newest item is the last one, found without reading the pages before it. */
async function takeCensus(
  client: Pick<HetznerClient, 'list'>,
  collection: Collection,
  total: number | null,
): Promise<Census | null> {
  if (total === null) return null;
  const { items } = await client.list(collection, { page: total, perPage: 1 });
  // The list may have become shorter since the first page; then everything after that is new.
  return { total, newestId: idAt(items, 0) ?? '0' };
}

/** Decided where the items of the census end: by the first newer one or the end of the list. */
function hasLost({ items, next }: ListedPage, { page, census }: Position): boolean {
  if (census === null) return false;
  const newer = items.findIndex((_item, index) => {
    const id = idAt(items, index);
    return id !== null && isNewer(id, census.newestId);
  });
  if (newer === -1 && next !== null) return false;
  const counted = (page - 1) * PER_PAGE + (newer === -1 ? items.length : newer);
  return counted < census.total;
}

/** Each page starts later than the one before, or the same is being read over and over. */
function refuseRepetition(
  collection: Collection,
  items: readonly unknown[],
  { page, firstId }: Position,
): void {
  const id = idAt(items, 0);
  if (id === null || firstId === null || isNewer(id, firstId)) return;
  const error = new MalformedResponseError(`page ${page} of ${collection} repeats the one before`);
  throw new ProviderError(classifyError(error), `GET /${collection}`, { cause: error });
}

function idAt(items: readonly unknown[], index: number): string | null {
  return idOf(recordOf(items.at(index))['id']);
}

function isNewer(id: string, than: string): boolean {
  return BigInt(id) > BigInt(than);
}
