import { definePass, listOf, recordOf, textOf, type PageWarning } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import type { ProxmoxClient } from '../client';
import { isRefused } from '../cluster-view';
import { requirePrivilege } from '../privileges';
import { flagOf } from '../pve-values';
import { toUser, type SecondFactors } from './user.mapper';

/** Users and their API tokens, without the secrets of either. */
export const users = definePass<ProxmoxClient>({
  id: 'access.users',
  types: ['identity', 'access_key'],
  scope: 'global',
  permissions: ['Sys.Audit'],
  async *collect({ client }) {
    // Without it the list holds the token's own user alone.
    await requirePrivilege(client, 'Sys.Audit');
    const listed = await client.list('/access/users', { query: { full: 1 } });
    const secondFactors = await readSecondFactors(client);
    const warnings: PageWarning[] = [];
    const resources: DiscoveredResource[] = listed.flatMap((user) => {
      const told = toUser(user, secondFactors);
      const expected = 1 + listOf(recordOf(user)['tokens']).length;
      if (told.length < expected) {
        const message = 'a user or a token came without an id';
        warnings.push({ code: 'unidentified_items', message });
      }
      return told;
    });
    yield { resources, cursor: null, warnings };
  },
});

/** Only who has second factors is listed; version 6 knows no such list. */
async function readSecondFactors(client: ProxmoxClient): Promise<SecondFactors> {
  try {
    const listed = (await client.list('/access/tfa')).map(recordOf);
    return new Set(
      listed
        .filter(({ entries }) =>
          listOf(entries).some((entry) => flagOf(recordOf(entry)['enable']) !== false),
        )
        .flatMap(({ userid }) => textOf(userid) ?? []),
    );
  } catch (error) {
    if (isRefused(error)) return null;
    throw error;
  }
}
