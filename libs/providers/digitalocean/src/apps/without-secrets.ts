import { recordOf, REDACTED } from '@skyledger/provider-sdk';

/**
 * The payload of an app without the values of its environment, which is where people put passwords,
 * whether they mark them as secret or not, and without the logins in addresses of repositories. Names
 * of variables stay. Each deployment repeats the whole specification. `raw` itself is not changed.
 */
export function withoutSecrets(raw: unknown): unknown {
  if (Array.isArray(raw)) return raw.map(withoutSecrets);
  if (recordOf(raw) !== raw) return raw;
  return Object.fromEntries(
    Object.entries(recordOf(raw)).map(([key, value]) => [key, readable(key, value)]),
  );
}

/** What has another shape than documented is dropped: it cannot be told apart from a secret. */
function readable(key: string, value: unknown): unknown {
  if (key === 'envs' && value !== null) return Array.isArray(value) ? value.map(named) : REDACTED;
  if (key === 'repo_clone_url' && typeof value === 'string') {
    return value.replace(/^(\w+:\/\/)[^/]*@/, '$1');
  }
  return withoutSecrets(value);
}

function named(variable: unknown): unknown {
  const { key, scope, type } = recordOf(variable);
  return { key, scope, type, value: REDACTED };
}
