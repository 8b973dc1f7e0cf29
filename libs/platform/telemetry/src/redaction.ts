const REDACTED = '[redacted]';
const MAX_DEPTH = 10;
const MAX_ITEMS = 100;
/** Values in one copy; an error may drag a whole client with its sockets along. */
const MAX_VALUES = 2_000;
/** Longer text is cut: one line of a log is no place for a provider's whole answer. */
const MAX_TEXT = 16_384;

const SECRET_KEY =
  /passw|passphrase|secret|token|apikey|privatekey|accesskey|consumerkey|encryptionkey|credential|authorization|cookie|ciphertext|signature|plaintext/;
/** Names that speak about a secret without holding it: `tokenId`, `secretCount`, `tokenExpiresAt`. */
const ABOUT_A_SECRET = /(ids?|count|at|type|kind|status|field|fingerprint)$/;

const SECRETS_IN_TEXT: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, REDACTED],
  // The user and password of a URL.
  [/(:\/\/)[^\s/@"'\\]+@/g, `$1${REDACTED}@`],
  [/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${REDACTED}`],
  // "password=x", "Signature: x", and "apiToken":"x" also inside quoted JSON.
  [
    /((?:password|passwd|passphrase|secret|token|api[-_]?key|private[-_]?key|access[-_]?key|signature)\\?["']?\s*[:=]\s*\\?["']?)[^\s"'\\&,;}<>]{3,}/gi,
    `$1${REDACTED}`,
  ],
];

/** The text without the secrets that can be told by their form; a second line of defence. */
export function redactText(text: string): string {
  const cut = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
  return SECRETS_IN_TEXT.reduce((result, [pattern, to]) => result.replace(pattern, to), cut);
}

/**
 * A copy fit for a log: values under secret-like names are replaced at any depth, secrets inside
 * text as well, bytes become their length, errors become plain objects, and what is circular, too
 * deep or too much is cut. Never throws.
 */
export function redact(value: unknown): unknown {
  return copy(value, { ancestors: [], budget: { values: MAX_VALUES } });
}

interface Visit {
  readonly ancestors: readonly object[];
  readonly budget: { values: number };
}

function copy(value: unknown, visit: Visit): unknown {
  try {
    return copyReadable(value, visit);
  } catch {
    return '[unreadable]';
  }
}

function copyReadable(value: unknown, visit: Visit): unknown {
  const { ancestors, budget } = visit;
  if ((budget.values -= 1) < 0) return '[too much]';
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'function') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (ancestors.includes(value)) return '[circular]';
  if (ancestors.length >= MAX_DEPTH) return '[too deep]';

  const inner = { ancestors: [...ancestors, value], budget };
  if (Array.isArray(value)) return value.slice(0, MAX_ITEMS).map((item) => copy(item, inner));
  if (value instanceof Set) return copy([...value], inner);
  if (value instanceof Map) return copyEntries([...value.entries()], inner);
  if (isError(value)) return copyError(value, inner);
  if ('toJSON' in value && typeof value.toJSON === 'function') return copy(value.toJSON(), inner);
  return copyEntries(Object.entries(value), inner);
}

function copyEntries(
  entries: readonly (readonly [unknown, unknown])[],
  visit: Visit,
): Record<string, unknown> {
  return Object.fromEntries(
    entries.map(([name, value]) => {
      const key = String(name);
      return [key, holdsSecret(key, value) ? REDACTED : copy(value, visit)];
    }),
  );
}

function copyError(error: Error, visit: Visit): Record<string, unknown> {
  const { name, message, stack, cause, ...rest } = error;
  return {
    type: name || error.constructor.name,
    message: redactText(message),
    stack: redactText(stack ?? ''),
    ...(cause === undefined ? {} : { cause: copy(cause, visit) }),
    ...copyEntries(Object.entries(rest), visit),
  };
}

function holdsSecret(key: string, value: unknown): boolean {
  // `hasToken: true` and `secret: null` tell nothing.
  if (value === null || value === undefined || typeof value === 'boolean') return false;
  const name = key.replace(/[^a-zA-Z]/g, '').toLowerCase();
  return SECRET_KEY.test(name) && !ABOUT_A_SECRET.test(name);
}

/** By its shape: errors of another realm (a worker, a test) are no instance of this one's Error. */
export function isError(value: unknown): value is Error {
  return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
}
