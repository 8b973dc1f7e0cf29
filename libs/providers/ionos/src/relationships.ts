import type { Relationship } from '@skyledger/resource-model';

/** Relationships of one kind, each resource once; sorted, since the API promises no order. */
export function related(kind: Relationship['kind'], ids: Iterable<string | null>): Relationship[] {
  const known = new Set([...ids].filter((id) => id !== null));
  return [...known].sort().map((resourceId) => ({ kind, resourceId }));
}
