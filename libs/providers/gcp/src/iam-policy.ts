import { MalformedResponseError, ProviderError, recordOf, textsOf } from '@skyledger/provider-sdk';
import type { GcpClient } from './client';
import { encodePath } from './resource-name';

/** Anyone at all, and anyone with any Google account. */
export const EVERYBODY: ReadonlySet<string> = new Set(['allUsers', 'allAuthenticatedUsers']);

/**
 * Whether a policy gives a role to one of the members. A condition narrows when and what, not who, so
 * that a conditional binding counts. `null` for what is no policy.
 */
export function bindsAny(policy: unknown, members: ReadonlySet<string>): boolean | null {
  if (recordOf(policy) !== policy) return null;
  // A policy that binds nobody leaves them out.
  const { bindings = [] } = recordOf(policy);
  if (!Array.isArray(bindings)) return null;
  return bindings.some((binding) =>
    textsOf(recordOf(binding)['members']).some((member) => members.has(member)),
  );
}

/**
 * The policy of what Cloud Run or Cloud Functions name by a path; `null` when it may not be read.
 * @throws ProviderError when the service fails
 */
export function policyOf(
  client: Pick<GcpClient, 'get'>,
  service: 'run' | 'functions',
  path: string,
): Promise<unknown> {
  const permission =
    service === 'run' ? 'run.services.getIamPolicy' : 'cloudfunctions.functions.getIamPolicy';
  const below = service === 'run' ? '/v1' : '';
  return nullIfDenied(() =>
    client.get(service, permission, `${below}/${encodePath(path)}:getIamPolicy`, {
      read: (body) => {
        if (recordOf(body) === body) return body;
        throw new MalformedResponseError('the body is no policy');
      },
    }),
  );
}

/** `null` for a detail that may not be read, or of something deleted since it was listed. */
export async function nullIfDenied(ask: () => Promise<unknown>): Promise<unknown> {
  try {
    return await ask();
  } catch (error) {
    const kind = error instanceof ProviderError ? error.fault.kind : null;
    if (kind === 'denied' || kind === 'disabled') return null;
    throw error;
  }
}
