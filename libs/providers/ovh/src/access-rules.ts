import { listOf, recordOf, textOf } from '@skyledger/provider-sdk';

/** What a consumer key may do: a method, and a path in which `*` stands for anything. */
interface AccessRule {
  readonly method: string;
  readonly path: string;
}

/**
 * The permissions, written `GET /cloud/project/*`, that no rule of a credential grants.
 * `null` when the credential does not tell its rules.
 */
export function missingFrom(
  credential: Readonly<Record<string, unknown>>,
  permissions: readonly string[],
): string[] | null {
  if (!Array.isArray(credential['rules'])) return null;
  const rules = listOf(credential['rules']).map(toRule);
  return permissions.filter((permission) => !rules.some((rule) => grants(rule, permission)));
}

/**
 * The rules of a credential by which more than reading is allowed, written `POST /cloud/*`. `null`
 * when the credential does not tell its rules.
 */
export function writingRules(credential: Readonly<Record<string, unknown>>): string[] | null {
  if (!Array.isArray(credential['rules'])) return null;
  const rules = listOf(credential['rules']).map(toRule);
  return rules
    .filter(({ method }) => method !== '' && method !== 'GET')
    .map(({ method, path }) => `${method} ${path}`);
}

function toRule(raw: unknown): AccessRule {
  const { method, path } = recordOf(raw);
  return { method: textOf(method) ?? '', path: textOf(path) ?? '' };
}

function grants(rule: AccessRule, permission: string): boolean {
  const [method = '', path = ''] = permission.split(' ');
  if (rule.method !== method) return false;
  const parts = rule.path.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(path);
}
