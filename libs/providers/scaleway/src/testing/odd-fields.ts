import { discoveredResourceSchema, type DiscoveredResource } from '@skyledger/resource-model';

/** Values that a field may have in spite of every description. */
export const ODD_VALUES: readonly unknown[] = [
  null,
  42,
  'text',
  true,
  [null],
  [1],
  {},
  { toString: 1 },
  [{ id: null }],
];

/** The payload with every field but its id replaced by the same odd value. */
export function withOddFields(
  raw: Readonly<Record<string, unknown>>,
  odd: unknown,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(raw).map(([field, value]) => [field, field === 'id' ? value : odd]),
  );
}

/** What is wrong with the shape of a resource; empty when nothing is. */
export function shapeProblems(resource: DiscoveredResource | null): string[] {
  const { error } = discoveredResourceSchema.safeParse(resource);
  return (error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
}
