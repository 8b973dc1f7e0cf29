import { discoveredResourceSchema, type DiscoveredResource } from '@skyledger/resource-model';

/** What a field may turn out to hold instead of what is documented. */
const ODD_VALUES = [null, 42, '', 'text', {}, { a: null }, [null], [{}], [7], '9'.repeat(30), true];

/**
 * Proves that a mapper keeps a valid resource whatever its other fields hold, one at a time and all
 * together; `identifying` are the fields that it cannot do without.
 */
export function expectKeptWhateverFieldsHold(
  map: (raw: unknown) => DiscoveredResource | null,
  payload: Readonly<Record<string, unknown>>,
  identifying: readonly string[],
): void {
  const fields = Object.keys(payload).filter((field) => !identifying.includes(field));
  const { resourceId } = expectValid(map(payload));
  for (const odd of ODD_VALUES) {
    for (const changed of [fields, ...fields.map((field) => [field])]) {
      const raw = { ...payload, ...Object.fromEntries(changed.map((field) => [field, odd])) };
      expect(expectValid(map(raw)).resourceId).toBe(resourceId);
    }
  }
  for (const field of identifying) expect(map({ ...payload, [field]: null })).toBeNull();
  for (const nothing of [null, undefined, 'text', []]) expect(map(nothing)).toBeNull();
}

function expectValid(resource: DiscoveredResource | null): DiscoveredResource {
  const outcome = discoveredResourceSchema.safeParse(resource);
  expect(outcome.error).toBeUndefined();
  return resource as DiscoveredResource;
}

const LINKS = 'https://www.googleapis.com/compute/v1/projects/shop';

/** A link of Compute Engine to something in the project `shop`. */
export function linkTo(path: string): string {
  return `${LINKS}/${path}`;
}

/** The full resource name of something in the project `shop`. */
export function nameOf(path: string): string {
  return `//compute.googleapis.com/projects/shop/${path}`;
}
