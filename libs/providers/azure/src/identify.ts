import type { Identity, Pass } from '@skyledger/provider-sdk';
import { allows, readCallerRoles, type CallerRole } from './authorization/caller-roles';
import type { AzureClient } from './client';

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
  const granted = await readCallerRoles(client, client.subscriptionId);
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
function writingActions(roles: readonly CallerRole[]): string[] {
  const actions = roles.flatMap(({ actions }) => actions);
  return [...new Set(actions.filter((action) => !/\/read$/i.test(action)))];
}
