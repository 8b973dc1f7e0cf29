/** What a secret's value is replaced by. */
export const REDACTED = '[redacted]';

/** A list of secret fields, ready to be looked for. */
interface SecretNames {
  /** In lower case. */
  names: ReadonlySet<string>;
  /** One of them as a key in JSON text. */
  asKey: RegExp;
}

const compiled = new WeakMap<readonly string[], SecretNames>();

/** Provider plug-ins declare one list each, so what is made of it is worth keeping. */
function compile(secretFields: readonly string[]): SecretNames {
  let secrets = compiled.get(secretFields);
  if (!secrets) {
    const keys = secretFields.map((field) => field.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&'));
    secrets = {
      names: new Set(secretFields.map((field) => field.toLowerCase())),
      asKey: new RegExp(`"(?:${keys.join('|')})":`, 'iu'),
    };
    compiled.set(secretFields, secrets);
  }
  return secrets;
}

/**
 * Whether a payload, of which this is the JSON text, may hold something for {@link stripSecrets}:
 * whether a field has one of these names. To look through the text takes a fifth of the time that
 * walking through the payload takes.
 */
export function mayHoldSecret(json: string, secretFields: readonly string[]): boolean {
  return secretFields.length > 0 && compile(secretFields).asKey.test(json);
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
  const { names } = compile(secretFields);
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
