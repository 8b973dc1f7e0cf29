import {
  MalformedResponseError,
  ProviderError,
  recordOf,
  type Page,
  type PageWarning,
} from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { armId } from './arm-id';
import type { ArmList, ArmPage } from './arm-list';
import { classifyError } from './classify-error';

/** ARM may send a page without items and go on (REST API guidelines, Pagination), but not for ever. */
const MOST_EMPTY_PAGES = 20;

/** What a listing needs of the client. */
export interface ArmLister {
  /** @throws ProviderError */
  list(list: ArmList, at: ListPosition): Promise<ArmPage>;
}

/** Where to read: from a link on, or from the start below a resource or the subscription. */
export interface ListPosition {
  readonly link?: string | null;
  readonly parent?: string;
}

/**
 * Reads a list from a position on. Links are opaque and belong to the server, which keeps them valid
 * while items come and go, so nothing is skipped when something is deleted meanwhile.
 * @throws ProviderError also when pages repeat instead of leading on
 */
export async function* listPages(
  client: ArmLister,
  list: ArmList,
  at: ListPosition = {},
): AsyncGenerator<ArmPage> {
  const seen = new Set<string>();
  let { link = null } = at;
  let first: string | null = null;
  let empty = 0;
  for (;;) {
    if (link !== null) seen.add(link);
    const page = await client.list(list, { ...at, link });
    const id = armId(recordOf(page.items[0])['id']);
    empty = page.items.length === 0 ? empty + 1 : 0;
    const endless = page.next !== null && (seen.has(page.next) || empty > MOST_EMPTY_PAGES);
    if (endless || (id !== null && id === first)) {
      const error = new MalformedResponseError(`the pages of ${list.permission} repeat`);
      throw new ProviderError(classifyError(error), list.permission, { cause: error });
    }
    yield page;
    if (page.next === null) return;
    link = page.next;
    first = id ?? first;
  }
}

/** All items of a list; for lists that are bounded by what they belong to. */
export async function listAll(
  client: ArmLister,
  list: ArmList,
  parent: string,
): Promise<unknown[]> {
  const items: unknown[] = [];
  for await (const page of listPages(client, list, { parent })) items.push(...page.items);
  return items;
}

/**
 * A cursor is the link of the next page.
 * @throws Error when the cursor is none of ours
 */
export function readCursor(cursor: string | null): string | null {
  if (cursor === null || /^\/subscriptions\//i.test(cursor)) return cursor;
  throw new Error(`${cursor.slice(0, 100)} is no cursor of an Azure list`);
}

/** A page of resources, with a warning where items could not be identified. */
export function toPage(
  { items, next }: ArmPage,
  map: (item: unknown) => readonly (DiscoveredResource | null)[],
  warnings: readonly PageWarning[] = [],
): Page {
  const mapped = items.flatMap((item) => map(item));
  return { ...identified(mapped, warnings), cursor: next };
}

/** The resources that have an id, and a warning for those that have none. */
export function identified(
  mapped: readonly (DiscoveredResource | null)[],
  warnings: readonly PageWarning[] = [],
): { resources: DiscoveredResource[]; warnings: PageWarning[] } {
  const resources = mapped.filter((resource) => resource !== null);
  const unreadable = mapped.length - resources.length;
  if (unreadable === 0) return { resources, warnings: [...warnings] };
  const message = `${unreadable} items came without an id`;
  return { resources, warnings: [...warnings, { code: 'unidentified_items', message }] };
}
