import {
  MalformedResponseError,
  ProviderError,
  recordOf,
  textOf,
  type Page,
  type PageWarning,
} from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { classifyError } from './classify-error';
import type { IonosClient, Listing } from './client';
import { readCursor, writeCursor, type Position } from './list-cursor';

/** Items of one page, and what is to be told with them. */
export interface ItemPage {
  items: readonly unknown[];
  cursor: string | null;
  warnings: PageWarning[];
}

const LIST_CHANGED: PageWarning = {
  code: 'list_changed',
  message: 'the list changed while it was read, so items may have been skipped',
};

/**
 * Reads a list from the cursor on.
 *
 * Pages are counted by offset, so an item deleted from an earlier page moves every later one up, and
 * one is skipped unseen between two pages. The API tells neither how many items there are nor in
 * which order they come. So each page is asked for one item early: as long as that item is the last
 * one of the page before, everything after it is still to come, whatever was added or deleted before
 * it. Where it is another one, the page says that the listing is incomplete.
 *
 * @throws ProviderError also when pages repeat instead of leading on
 */
export async function* listPages(
  client: Pick<IonosClient, 'list'>,
  listing: Listing,
  cursor: string | null,
): AsyncGenerator<ItemPage> {
  let position = readCursor(cursor);
  for (;;) {
    const { offset, seen } = position;
    const { items: read, next } = await client.list(listing, Math.max(0, offset - 1));
    refuseRepetition(listing, read, position);
    const joins = seen !== null && idAt(read, 0) === seen.lastId;
    const items = joins ? read.slice(1) : read;
    const warnings = seen === null || joins ? [] : [LIST_CHANGED];
    if (next === null) {
      yield { items, cursor: null, warnings };
      return;
    }
    const firstId = idAt(read, 0);
    const lastId = idAt(read, -1);
    if (firstId === null || lastId === null) {
      // Where the page ends cannot be found again, so what follows cannot be known to be complete.
      throw refusal(listing, `the page from ${offset} on ends in an item without an id`);
    }
    position = { offset: next, seen: { firstId, lastId } };
    yield { items, cursor: writeCursor(position), warnings };
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

/** A page that begins like the one before it would be read over and over. */
function refuseRepetition(
  listing: Listing,
  items: readonly unknown[],
  { offset, seen }: Position,
): void {
  if (seen === null || items.length === 0 || idAt(items, 0) !== seen.firstId) return;
  throw refusal(listing, `the page from ${offset} on repeats the one before`);
}

function refusal({ route }: Listing, message: string): ProviderError {
  const error = new MalformedResponseError(message);
  return new ProviderError(classifyError(error), `GET ${route}`, { cause: error });
}

function idAt(items: readonly unknown[], index: number): string | null {
  const id = textOf(recordOf(items.at(index))['id']);
  // A colon would not survive the cursor; no id of the API has one.
  return id === null || id.includes(':') ? null : id;
}
