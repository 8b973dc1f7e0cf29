/** What a field was, and what it is now. */
export interface Difference {
  readonly from: unknown;
  readonly to: unknown;
}

/**
 * The fields of `after` that `before` has otherwise or not at all; what `after` leaves out, or leaves
 * undefined, did not change. The order of members does not matter.
 */
export function differences(before: object, after: object): Record<string, Difference> {
  const old = before as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(after)
      .filter(([field, to]) => to !== undefined && written(to) !== written(old[field]))
      .map(([field, to]: [string, unknown]) => [field, { from: old[field] ?? null, to }]),
  );
}

function written(value: unknown): string {
  return JSON.stringify(value ?? null, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
