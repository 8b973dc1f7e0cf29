import {
  ProviderError,
  recordOf,
  textsOf,
  type Identity,
  type Pass,
} from '@skyledger/provider-sdk';
import type { ArmList } from './arm-list';
import type { AzureClient } from './client';
import { listAll } from './list-pages';

/** What the caller may do in the subscription, one entry for each role assigned to it. */
const PERMISSIONS: ArmList = {
  permission: 'Microsoft.Authorization/permissions/read',
  path: '/providers/Microsoft.Authorization/permissions',
  apiVersion: '2022-04-01',
};

/**
 * Tells the subscription and which permissions of the passes its roles do not grant. Roles assigned
 * below the subscription are not seen: lists of the whole subscription leave out what they hide.
 * @throws ProviderError when the credentials are refused or the subscription cannot be seen
 */
export async function identify(
  client: AzureClient,
  passes: readonly Pass<AzureClient>[],
): Promise<Identity> {
  const { id, displayName } = await client.subscription();
  const granted = await rolesOf(client);
  const needed = [...new Set(passes.flatMap((pass) => pass.permissions))];
  return {
    nativeAccountId: id,
    displayName,
    missingPermissions:
      granted === null ? [] : needed.filter((name) => !granted.some((role) => allows(role, name))),
    credentials: {
      // Only the directory knows when a secret was made and when it ends, and it is not ours to read.
      issuedAt: null,
      expiresAt: null,
      writePermissions: granted === null ? null : writingActions(granted),
    },
  };
}

/** What roles allow beyond reading, as they name it. */
function writingActions(roles: readonly Role[]): string[] {
  const actions = roles.flatMap(({ actions }) => actions);
  return [...new Set(actions.filter((action) => !/\/read$/i.test(action)))];
}

interface Role {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
}

/** `null` when that may not be read, so that it cannot be told. */
async function rolesOf(client: AzureClient): Promise<Role[] | null> {
  try {
    const items = await listAll(client, PERMISSIONS, `/subscriptions/${client.subscriptionId}`);
    return items.map(recordOf).map(({ actions, notActions }) => ({
      actions: textsOf(actions),
      notActions: textsOf(notActions),
    }));
  } catch (error) {
    if (error instanceof ProviderError && error.fault.kind === 'denied') return null;
    throw error;
  }
}

/** Exported for its test: a role grants what its actions name and its exclusions do not. */
export function allows({ actions, notActions }: Role, permission: string): boolean {
  const covers = (pattern: string): boolean =>
    matches(pattern.toLowerCase(), permission.toLowerCase());
  return actions.some(covers) && !notActions.some(covers);
}

/** `*` stands for any text, slashes included. */
function matches(pattern: string, text: string): boolean {
  const parts = pattern.split('*').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(text);
}
