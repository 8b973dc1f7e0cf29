import { bindsAny } from '../iam-policy';

/** Callers without credentials; any Google account is a credential. */
const ANYONE: ReadonlySet<string> = new Set(['allUsers']);

/** How Cloud Run and Cloud Functions write that callers come from the Internet. */
const OPEN: ReadonlySet<string | null> = new Set(['all', 'ALLOW_ALL']);
const INTERNAL: ReadonlySet<string | null> = new Set(['internal', 'ALLOW_INTERNAL_ONLY']);

/**
 * Whether a service can be called from the Internet without credentials. `null` also where a load
 * balancer would have to be asked.
 * @param policy its IAM policy, `null` where it was not read; `true` where it is not asked
 */
export function openBy(ingress: string | null, policy: unknown): boolean | null {
  if (INTERNAL.has(ingress)) return false;
  const anyone = policy === true ? true : bindsAny(policy, ANYONE);
  if (anyone !== true) return anyone;
  return OPEN.has(ingress) ? true : null;
}
