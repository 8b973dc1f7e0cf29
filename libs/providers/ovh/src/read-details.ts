import { type PageWarning, inParallel } from '@skyledger/provider-sdk';
import { isGone, warningOf } from './failures';

/** Requests of one pass under way at once; the account's gate limits all of them together. */
const WIDTH = 4;

/** What was read of each of some items, without those that were deleted meanwhile. */
export interface Details<Detail> {
  readonly found: readonly Detail[];
  readonly warnings: readonly PageWarning[];
}

/**
 * Reads each item by a request of its own, a few at a time. One that cannot be read for a reason of
 * its own becomes a warning.
 * @throws ProviderError for what would hit all of them
 */
export async function readDetails<Item, Detail>(
  items: readonly Item[],
  read: (item: Item) => Promise<Detail>,
): Promise<Details<Detail>> {
  const found: Detail[] = [];
  const warnings: PageWarning[] = [];
  for (const outcome of await inParallel(items, WIDTH, (item) => attempt(() => read(item)))) {
    if ('found' in outcome) found.push(outcome.found);
    else if (outcome.warning !== null) warnings.push(outcome.warning);
  }
  return { found, warnings };
}

/**
 * Reads something without which the item is still worth having: `null`, with a warning unless it does
 * not exist.
 * @throws ProviderError for what would hit other requests as well
 */
export async function readOptional<Result>(
  warnings: PageWarning[],
  read: () => Promise<Result>,
): Promise<Result | null> {
  const outcome = await attempt(read);
  if ('found' in outcome) return outcome.found;
  if (outcome.warning !== null) warnings.push(outcome.warning);
  return null;
}

type Outcome<Result> = { readonly found: Result } | { readonly warning: PageWarning | null };

async function attempt<Result>(read: () => Promise<Result>): Promise<Outcome<Result>> {
  try {
    return { found: await read() };
  } catch (error) {
    if (isGone(error)) return { warning: null };
    const warning = warningOf(error);
    if (warning === null) throw error;
    return { warning };
  }
}
