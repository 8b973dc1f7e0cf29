import { inParallel } from '@skyledger/provider-sdk';
import type { Denials } from './denials';

const PARALLEL_REQUESTS = 4;

/**
 * Tags by the keys of resources, for services that tell them of a few resources at a time. A
 * resource that was deleted since it was listed is missing; one whose tags were denied has
 * `undefined`.
 *
 * @param read the tags of a batch by key, or `null` when one of the batch is gone
 */
export async function tagsInBatches<Tag>(
  keys: readonly string[],
  batchSize: number,
  denials: Denials,
  read: (batch: string[]) => Promise<Map<string, Tag[]> | null>,
): Promise<Map<string, Tag[] | undefined>> {
  const found = new Map<string, Tag[] | undefined>();
  const readInto = async (batch: string[]): Promise<void> => {
    const first = batch[0];
    if (first === undefined) return;
    const tags = await denials.unlessDenied(first, () => read(batch));
    if (tags) for (const key of batch) found.set(key, tags.get(key) ?? []);
    else if (tags === undefined) for (const key of batch) found.set(key, undefined);
    // One that is gone fails its whole batch.
    else if (batch.length > 1) for (const key of batch) await readInto([key]);
  };
  await inParallel(batchesOf(keys, batchSize), PARALLEL_REQUESTS, readInto);
  return found;
}

/** The items in groups of at most `size`. */
export function batchesOf<Item>(items: readonly Item[], size: number): Item[][] {
  const batches: Item[][] = [];
  for (let at = 0; at < items.length; at += size) batches.push(items.slice(at, at + size));
  return batches;
}
