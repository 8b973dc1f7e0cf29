import { ProviderError, recordOf, textsOf } from '@skyledger/provider-sdk';
import type { ArmList } from '../arm-list';
import { listAll, type ArmLister } from '../list-pages';

/** What the caller may do in the subscription, one entry for each role assigned to it. */
const PERMISSIONS: ArmList = {
  permission: 'Microsoft.Authorization/permissions/read',
  path: '/providers/Microsoft.Authorization/permissions',
  apiVersion: '2022-04-01',
};

/** What one role allows. */
export interface CallerRole {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
}

/**
 * The roles of the caller at the subscription; those assigned below it are not seen. `null` when that
 * may not be read, so that it cannot be told.
 * @throws ProviderError
 */
export async function readCallerRoles(
  client: ArmLister,
  subscriptionId: string,
): Promise<CallerRole[] | null> {
  try {
    const items = await listAll(client, PERMISSIONS, `/subscriptions/${subscriptionId}`);
    return items.map(recordOf).map(({ actions, notActions }) => ({
      actions: textsOf(actions),
      notActions: textsOf(notActions),
    }));
  } catch (error) {
    if (error instanceof ProviderError && error.fault.kind === 'denied') return null;
    throw error;
  }
}

/** A role grants what its actions name and its exclusions do not. */
export function allows({ actions, notActions }: CallerRole, permission: string): boolean {
  const covers = (pattern: string): boolean =>
    matches(pattern.toLowerCase(), permission.toLowerCase());
  return actions.some(covers) && !notActions.some(covers);
}

/** Whether a role lets everything be read: no exclusion of it could be about reading anything. */
export function readsEverything({ actions, notActions }: CallerRole): boolean {
  return (
    actions.some((action) => action === '*' || action.toLowerCase() === '*/read') &&
    !notActions.some((pattern) => /(?:\*|\/read)$/i.test(pattern))
  );
}

/** `*` stands for any text, slashes included. */
function matches(pattern: string, text: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(text);
}
