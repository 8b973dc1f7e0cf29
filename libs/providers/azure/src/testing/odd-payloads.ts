import type { DiscoveredResource } from '@skyledger/resource-model';
import { discoveredResourceSchema } from '@skyledger/resource-model';

type Mapper = (raw: unknown) => DiscoveredResource | null;

/** What a field may turn into when a service misbehaves. */
const ODDITIES: readonly unknown[] = [
  null,
  undefined,
  '',
  'text',
  'web\u0000\ud800',
  0,
  -1,
  1.5,
  '9007199254740993',
  true,
  [],
  [null],
  ['text'],
  [{}],
  {},
  { id: null },
  { id: 42 },
  { properties: null },
];

/**
 * Replaces every field of a payload in turn, in any depth, by everything it should not be, and says
 * where the mapper threw, lost the resource, or made one that is not valid.
 */
export function oddities(map: Mapper, payload: unknown): string[] {
  const found: string[] = [];
  for (const path of pathsOf(payload)) {
    if (path.join('.') === 'id') continue;
    for (const oddity of ODDITIES) {
      const what = `${path.join('.')} = ${JSON.stringify(oddity)}`;
      try {
        const resource = map(replaced(payload, path, oddity));
        const parsed = discoveredResourceSchema.safeParse(resource);
        if (resource === null) found.push(`${what}: lost`);
        else if (!parsed.success) found.push(`${what}: ${parsed.error.message}`);
      } catch (error) {
        found.push(`${what}: ${String(error)}`);
      }
    }
  }
  for (const body of [null, undefined, 'text', 42, [], {}, { id: null }, { id: 7 }, { id: '' }]) {
    if (map(body) !== null) found.push(`${JSON.stringify(body)}: is no resource`);
  }
  return found;
}

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const below = Object.entries(value).flatMap(([key, each]) => pathsOf(each, [...path, key]));
  return path.length === 0 ? below : [path, ...below];
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  const copy: unknown = structuredClone(value);
  const fields = copy as Record<string | number, unknown>;
  // JSON has no undefined: the field, or the item, is left out.
  if (rest.length > 0 || by !== undefined) fields[key] = replaced(fields[key], rest, by);
  else if (Array.isArray(copy)) copy.splice(Number(key), 1);
  else delete fields[key];
  return copy;
}
