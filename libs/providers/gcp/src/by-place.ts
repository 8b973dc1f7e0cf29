import { inParallel } from '@skyledger/provider-sdk';
import type { ItemPage, ListedItems } from './list-pages';

/** Requests made at once, and so places that make a page. */
const PARALLEL_PLACES = 8;

/**
 * Reads what an API lists for one place at a time, such as a location or a key ring. The cursor is the
 * last place of a page: places are read in the order of their names, so that it holds when others come
 * and go.
 */
export async function* byPlace(
  places: readonly string[],
  cursor: string | null,
  read: (place: string) => Promise<ListedItems>,
): AsyncGenerator<ItemPage> {
  const sorted = [...new Set(places)].sort();
  const rest = cursor === null ? sorted : sorted.filter((place) => place > cursor);
  if (rest.length === 0) yield { items: [], warnings: [], cursor: null };
  for (let from = 0; from < rest.length; from += PARALLEL_PLACES) {
    const part = rest.slice(from, from + PARALLEL_PLACES);
    const told = await inParallel(part, PARALLEL_PLACES, read);
    yield {
      items: told.flatMap(({ items }) => items),
      warnings: told.flatMap(({ warnings }) => warnings),
      cursor: from + PARALLEL_PLACES < rest.length ? (part.at(-1) ?? null) : null,
    };
  }
}
