import { ProviderError, type PageWarning } from '@skyledger/provider-sdk';
import { isNotFound } from './classify-error';

/** Details asked for at the same time; the gate limits how many really are. */
const AT_ONCE = 8;

/** What was found out about the items of a page. */
export interface Detailed<Detail> {
  found: { item: unknown; detail: Detail }[];
  warnings: PageWarning[];
}

/**
 * Asks for the details of every item of a page, in their order. An item that is gone by then is left
 * out with a warning: the next run will tell whether it was deleted.
 *
 * @throws ProviderError for every other failure
 */
export async function withDetails<Detail>(
  items: readonly unknown[],
  ask: (item: unknown) => Promise<Detail>,
): Promise<Detailed<Detail>> {
  const found: Detailed<Detail>['found'] = [];
  const warnings: PageWarning[] = [];
  for (let start = 0; start < items.length; start += AT_ONCE) {
    const batch = items.slice(start, start + AT_ONCE);
    const details = await Promise.all(batch.map((item) => unlessGone(ask(item))));
    for (const [at, answer] of details.entries()) {
      if (answer !== null) found.push({ item: batch[at], detail: answer.detail });
      else warnings.push({ code: 'item_gone', message: 'an item went while its page was read' });
    }
  }
  return { found, warnings };
}

async function unlessGone<Detail>(asked: Promise<Detail>): Promise<{ detail: Detail } | null> {
  try {
    return { detail: await asked };
  } catch (error) {
    if (error instanceof ProviderError && isNotFound(error.fault)) return null;
    throw error;
  }
}
