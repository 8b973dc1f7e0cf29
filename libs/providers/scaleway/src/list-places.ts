import { ProviderError, type Page, type PageWarning } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import type { Listing } from './client';
import { readCursor, refuseCursor, START, writeCursor, type PlacePosition } from './list-cursor';
import { listPages, type Lists } from './list-pages';

/** Items of one page of one zone or region. */
export interface PlacePage {
  /** The zone, or the region of a product without zones. */
  place: string;
  items: readonly unknown[];
  cursor: string | null;
  warnings: PageWarning[];
}

/**
 * Reads the same list in every place, one after the other. A zone that does not answer is warned of
 * and passed over, so that the others are not kept back; when none of several answered, or there is
 * only one, the pass fails.
 *
 * @throws ProviderError
 */
export async function* listPlaces(
  client: Lists,
  places: readonly string[],
  listingIn: (place: string) => Listing,
  cursor: string | null,
): AsyncGenerator<PlacePage> {
  let position = startOf(places, cursor);
  if (position === null) {
    yield { place: '', items: [], cursor: null, warnings: [] };
    return;
  }
  let failures = 0;
  for (let at = places.indexOf(position.place); at < places.length; at += 1) {
    const place: string = position.place;
    const following: PlacePosition | null = startAt(places[at + 1]);
    const onward = following === null ? null : writeCursor(following);
    try {
      for await (const { items, next, warnings } of listPages(client, listingIn(place), position)) {
        const pageCursor = next === null ? onward : writeCursor({ place, ...next });
        yield { place, items, cursor: pageCursor, warnings };
      }
    } catch (error) {
      failures += 1;
      const isOver = following === null && failures === places.length;
      if (!isUnavailable(error) || isOver) throw error;
      yield { place, items: [], cursor: onward, warnings: [unreadable(place, error)] };
    }
    if (following === null) return;
    position = following;
  }
}

/** A page of resources, with a warning where items could not be identified. */
export function toPage(
  { cursor, warnings }: PlacePage,
  mapped: readonly (DiscoveredResource | null)[],
): Page {
  const resources = mapped.filter((resource) => resource !== null);
  const unreadable = mapped.length - resources.length;
  if (unreadable === 0) return { resources, cursor, warnings };
  const message = `${unreadable} items came without an id`;
  return { resources, cursor, warnings: [...warnings, { code: 'unidentified_items', message }] };
}

function startOf(places: readonly string[], cursor: string | null): PlacePosition | null {
  if (cursor === null) return startAt(places[0]);
  const position = readCursor(cursor);
  return places.includes(position.place) ? position : refuseCursor();
}

function startAt(place: string | undefined): PlacePosition | null {
  return place === undefined ? null : { place, ...START };
}

function isUnavailable(error: unknown): error is ProviderError {
  return error instanceof ProviderError && error.fault.kind === 'unavailable';
}

function unreadable(place: string, { fault }: ProviderError): PageWarning {
  return { code: 'unavailable', message: `${place} could not be read: ${fault.message}` };
}
