import { recordOf, REDACTED } from '@skyledger/provider-sdk';

/** Fields that hold environment variables, as a list of pairs or as an object. */
const FIELDS = new Set(['env', 'environmentVariables']);

/** Objects whose keys people choose. */
const CHOSEN = new Set(['labels', 'annotations']);

/**
 * The payload of a service or a function without the values of its environment, which is where people
 * put passwords. Names stay, and so do references to secrets. `raw` itself is not changed.
 */
export function withoutEnvironment(raw: unknown): unknown {
  if (Array.isArray(raw)) return raw.map(withoutEnvironment);
  if (recordOf(raw) !== raw) return raw;
  return Object.fromEntries(
    Object.entries(recordOf(raw)).map(([key, value]) => [
      key,
      FIELDS.has(key) ? redacted(value) : CHOSEN.has(key) ? value : withoutEnvironment(value),
    ]),
  );
}

/** What has another shape than documented is dropped: it cannot be told apart from a secret. */
function redacted(variables: unknown): unknown {
  if (Array.isArray(variables)) {
    return variables.map((variable) => {
      const { name, valueFrom } = recordOf(variable);
      return valueFrom === undefined ? { name, value: REDACTED } : { name, valueFrom };
    });
  }
  if (recordOf(variables) !== variables) return REDACTED;
  return Object.fromEntries(Object.keys(recordOf(variables)).map((name) => [name, REDACTED]));
}
