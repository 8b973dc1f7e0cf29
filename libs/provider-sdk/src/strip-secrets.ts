/** What a secret's value is replaced by. */
export const REDACTED = '[redacted]';

const compiled = new WeakMap<readonly string[], ReadonlySet<string>>();

/** Provider plug-ins declare one list each, so its lower-case form is worth keeping. */
function namesOf(secretFields: readonly string[]): ReadonlySet<string> {
  let names = compiled.get(secretFields);
  if (!names) {
    names = new Set(secretFields.map((field) => field.toLowerCase()));
    compiled.set(secretFields, names);
  }
  return names;
}

/**
 * Replaces the value of every field named in `secretFields`, in any depth and in any letter case, by
 * `[redacted]`. A field that holds `null` or `undefined` keeps it: there is nothing to hide.
 *
 * The payload itself is never changed. What holds no secret is returned as it is, not copied, since
 * this runs for every resource and hardly any holds one.
 */
export function stripSecrets<Payload>(payload: Payload, secretFields: readonly string[]): Payload {
  if (secretFields.length === 0 || !isContainer(payload)) return payload;
  const names = namesOf(secretFields);
  if (!holdsSecret(payload, names, new Set())) return payload;
  return copyWithout(payload, names, new Map()) as Payload;
}

function holdsSecret(container: object, names: ReadonlySet<string>, seen: Set<object>): boolean {
  if (seen.has(container)) return false;
  seen.add(container);
  if (Array.isArray(container)) {
    return container.some((item) => isContainer(item) && holdsSecret(item, names, seen));
  }
  for (const key of Object.keys(container)) {
    const value = (container as Record<string, unknown>)[key];
    if (value === null || value === undefined) continue;
    if (names.has(key.toLowerCase())) return true;
    if (isContainer(value) && holdsSecret(value, names, seen)) return true;
  }
  return false;
}

function copyWithout(
  container: object,
  names: ReadonlySet<string>,
  copies: Map<object, object>,
): object {
  const known = copies.get(container);
  if (known) return known;
  const copy: object = Array.isArray(container) ? [] : {};
  copies.set(container, copy);
  for (const key of Object.keys(container)) {
    const value = (container as Record<string, unknown>)[key];
    const secret = names.has(key.toLowerCase()) && value !== null && value !== undefined;
    setField(
      copy as Record<string, unknown>,
      key,
      secret ? REDACTED : isContainer(value) ? copyWithout(value, names, copies) : value,
    );
  }
  return copy;
}

/** Assigning to a payload's own `__proto__` would change the prototype; defining it does not. */
function setField(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') target[key] = value;
  else
    Object.defineProperty(target, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
}

/** Objects and arrays are walked; dates, buffers, maps and the like hold no named fields. */
function isContainer(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null || !isBuiltIn(value);
}

function isBuiltIn(value: object): boolean {
  return (
    value instanceof Date ||
    ArrayBuffer.isView(value) ||
    value instanceof Map ||
    value instanceof Set
  );
}
