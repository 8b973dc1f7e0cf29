import {
  MalformedResponseError,
  ProviderError,
  recordOf,
  textOf,
  type PageWarning,
} from '@skyledger/provider-sdk';
import { classifyError } from './classify-error';
import type { ListedPage, Listing, ScalewayClient } from './client';
import { START, type Position } from './list-cursor';

/** The largest page the API gives. */
const PER_PAGE = 100;

/** What of the client is needed to read lists. */
export type Lists = Pick<ScalewayClient, 'list'>;

/** Items of one page, and where the list goes on. */
export interface ItemPage {
  items: readonly unknown[];
  /** `null` after the last page. */
  next: Position | null;
  warnings: PageWarning[];
}

const LIST_CHANGED: PageWarning = {
  code: 'list_changed',
  message: 'items were deleted while the list was read, so others may have been skipped',
};

/**
 * Reads a list from a position on.
 *
 * Pages are numbered, so an item deleted on an earlier page moves every later one up, and one is
 * skipped unseen between two pages. Ids are random and most lists cannot be sorted, so what is
 * checked is the seam: after each page it is asked whether the last item of the page before still
 * stands where it stood. If it has moved up, items were skipped and the page says so. If it has moved
 * down, new items came first and it shows again on this page, which saves the question.
 *
 * A list that does not tell its total is read until a page is empty.
 *
 * @throws ProviderError also when pages repeat instead of leading on
 */
export async function* listPages(
  client: Lists,
  listing: Listing,
  from: Position = START,
): AsyncGenerator<ItemPage> {
  let position = from;
  for (;;) {
    const { page } = position;
    const listed = await client.list(listing, { page, perPage: PER_PAGE });
    refuseRepetition(listing, listed, position);
    const warnings = (await hasLost(client, listing, listed, position)) ? [LIST_CHANGED] : [];
    const ends =
      listed.total === null ? listed.items.length === 0 : page * PER_PAGE >= listed.total;
    const next = ends
      ? null
      : {
          page: page + 1,
          firstId: idAt(listing, listed.items, 0),
          lastId: idAt(listing, listed.items, PER_PAGE - 1),
        };
    yield { items: listed.items, next, warnings };
    if (next === null) return;
    position = next;
  }
}

/**
 * Reads a short list that is part of a resource, such as the rules of a group.
 * @throws ProviderError
 */
export async function readAll(
  client: Lists,
  listing: Listing,
): Promise<{ items: unknown[]; warnings: PageWarning[] }> {
  const items: unknown[] = [];
  const warnings: PageWarning[] = [];
  for await (const page of listPages(client, { ...listing, isDetail: true })) {
    items.push(...page.items);
    warnings.push(...page.warnings);
  }
  return { items, warnings };
}

async function hasLost(
  client: Lists,
  listing: Listing,
  { items }: ListedPage,
  { page, lastId }: Position,
): Promise<boolean> {
  if (lastId === null || items.some((item) => idOf(listing, item) === lastId)) return false;
  const seam = await client.list(listing, { page: (page - 1) * PER_PAGE, perPage: 1 });
  return idAt(listing, seam.items, 0) !== lastId;
}

/** Each page starts with another item than the one before, or the same is read over and over. */
function refuseRepetition(
  listing: Listing,
  { items, total }: ListedPage,
  { page, firstId }: Position,
): void {
  if (page === 1 || items.length === 0) return;
  const { operation } = listing;
  const id = idAt(listing, items, 0);
  const endless = id === null && total === null;
  if (!endless && (id === null || id !== firstId)) return;
  const error = new MalformedResponseError(`page ${page} of ${operation} repeats the one before`);
  throw new ProviderError(classifyError(error), operation, { cause: error });
}

function idAt(listing: Listing, items: readonly unknown[], index: number): string | null {
  return idOf(listing, items.at(index));
}

function idOf({ id = 'id' }: Listing, item: unknown): string | null {
  return textOf(recordOf(item)[id]);
}
