/** What a field may hold although its service's description says otherwise. */
const ODDITIES: readonly unknown[] = [
  null,
  undefined,
  '',
  'constructor',
  '12',
  0,
  Number.NaN,
  true,
  [],
  [null, 1, 'x', {}],
  {},
  new Date(Number.NaN),
];

/**
 * The payload once for each field, in any depth, and each oddity that may stand in it. The fields
 * that `kept` names stay, because nothing can be made of a resource without an id.
 */
export function* oddPayloads<Payload extends object>(
  payload: Payload,
  kept: readonly string[],
): Generator<{ what: string; odd: Payload }> {
  for (const path of pathsOf(payload)) {
    if (kept.includes(path.join('.'))) continue;
    for (const oddity of ODDITIES) {
      yield {
        what: `${path.join('.')} = ${String(JSON.stringify(oddity))}`,
        odd: withValue(payload, path, oddity) as Payload,
      };
    }
  }
}

function* pathsOf(value: unknown): Generator<string[]> {
  if (typeof value !== 'object' || value === null || value instanceof Date) return;
  for (const [key, field] of Object.entries(value)) {
    yield [key];
    for (const path of pathsOf(field)) yield [key, ...path];
  }
}

function withValue(target: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const copy = Array.isArray(target) ? [...(target as unknown[])] : { ...(target as object) };
  const fields = copy as Record<string, unknown>;
  const changed = withValue(fields[key], rest, value);
  if (changed === undefined) delete fields[key];
  else fields[key] = changed;
  return copy;
}
