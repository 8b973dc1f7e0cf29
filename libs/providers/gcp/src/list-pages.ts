import {
  MalformedResponseError,
  recordOf,
  textOf,
  textsOf,
  type Page,
  type PageWarning,
} from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import type { GcpClient } from './client';
import type { Service } from './services';

/** A list of one of the APIs. */
export interface GoogleList {
  service: Service;
  /** The permission it needs. */
  permission: string;
  path: string;
  query?: Readonly<Record<string, string | number>>;
  /** What the body calls itself; `null` where the service sends no kind. */
  kind: string | null;
  /** How pages lead on, where it is not by `pageToken` and `nextPageToken`. */
  paging?: { parameter: string; next(body: Readonly<Record<string, unknown>>): unknown };
  /** @throws MalformedResponseError when the body has no list */
  read(body: Readonly<Record<string, unknown>>): ListedItems;
}

/** What one body holds. */
export interface ListedItems {
  items: readonly unknown[];
  /** What was left out. */
  warnings: PageWarning[];
}

/** Items of one page, and what is to be told with them. */
export interface ItemPage extends ListedItems {
  cursor: string | null;
}

/**
 * Reads a list from the cursor on, which is the token of its next page. Pages may be empty and still
 * lead on; a token that was there before does not lead on and is refused.
 * @throws ProviderError
 */
export async function* listPages(
  client: Pick<GcpClient, 'get'>,
  list: GoogleList,
  cursor: string | null,
): AsyncGenerator<ItemPage> {
  const parameter = list.paging?.parameter ?? 'pageToken';
  const seen = new Set<string>();
  let token = cursor;
  do {
    if (token !== null) seen.add(token);
    const page: ItemPage = await client.get(list.service, list.permission, list.path, {
      query: { ...list.query, ...(token === null ? {} : { [parameter]: token }) },
      read: (body) => readPage(body, list, seen),
    });
    yield page;
    token = page.cursor;
  } while (token !== null);
}

/** A body is proven whole by its kind: without one, an absent token may not mean the end. */
function readPage(raw: unknown, list: GoogleList, seen: ReadonlySet<string>): ItemPage {
  const body = recordOf(raw);
  if (body !== raw) throw new MalformedResponseError('the body is no object');
  if (list.kind !== null && body['kind'] !== list.kind) {
    throw new MalformedResponseError(`the body is no ${list.kind}`);
  }
  const next = list.paging ? list.paging.next(body) : body['nextPageToken'];
  const cursor = textOf(next);
  if (next !== undefined && next !== '' && cursor === null) {
    throw new MalformedResponseError('the token of the next page is no text');
  }
  if (cursor !== null && seen.has(cursor)) {
    throw new MalformedResponseError('a page leads back to one before it');
  }
  return { ...list.read(body), cursor };
}

/** Reads `items` or another field that is absent when there are none. */
export function itemsIn(
  body: Readonly<Record<string, unknown>>,
  field: string,
): readonly unknown[] {
  const items = body[field];
  if (items === undefined) return [];
  if (!Array.isArray(items)) throw new MalformedResponseError(`${field} is no list`);
  return items;
}

/** Warns of every place that a list names in `field` as one that did not answer. */
export function unreachableIn(
  body: Readonly<Record<string, unknown>>,
  field = 'unreachable',
): PageWarning[] {
  return textsOf(body[field]).map((place) => ({
    code: 'unreachable',
    message: `${place} did not answer`,
  }));
}

/** A page of resources, with a warning where items could not be identified. */
export function toPage<Item>(
  { items, cursor, warnings }: Omit<ItemPage, 'items'> & { items: readonly Item[] },
  map: (item: Item) => DiscoveredResource | null,
): Page {
  const resources = items.map(map).filter((resource) => resource !== null);
  const unreadable = items.length - resources.length;
  if (unreadable === 0) return { resources, cursor, warnings };
  const message = `${unreadable} items came without an id`;
  return { resources, cursor, warnings: [...warnings, { code: 'unidentified_items', message }] };
}

/** Every item of a list, for lists that are short or needed as a whole. */
export async function listAll(
  client: Pick<GcpClient, 'get'>,
  list: GoogleList,
): Promise<ListedItems> {
  const items: unknown[] = [];
  const warnings: PageWarning[] = [];
  for await (const page of listPages(client, list, null)) {
    items.push(...page.items);
    warnings.push(...page.warnings);
  }
  return { items, warnings };
}
