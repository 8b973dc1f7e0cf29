import { idOf } from '@skyledger/provider-sdk';
import type { Relationship } from '@skyledger/resource-model';

/** Relationships to what the API refers to by number, each once and in order of their numbers. */
export function related(
  kind: Relationship['kind'],
  collection: string,
  ids: readonly unknown[],
): Relationship[] {
  const known = new Set(ids.map((id) => idOf(id)).filter((id) => id !== null));
  return [...known]
    .sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1))
    .map((id) => ({ kind, resourceId: `${collection}/${id}` }));
}
