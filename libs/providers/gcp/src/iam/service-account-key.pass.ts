import { definePass, inParallel, ProviderError, recordOf, textOf } from '@skyledger/provider-sdk';
import type { GcpClient } from '../client';
import { itemsIn, listAll, listPages, toPage } from '../list-pages';
import { toServiceAccountKey } from './service-account-key.mapper';
import { accountList } from './service-account.pass';

const PARALLEL_ACCOUNTS = 8;

/**
 * Keys that people made; those that Google makes and renews by itself are left out. The API lists
 * them for one service account at a time. Cloud Asset Inventory knows all of them, but may be seven days
 * behind (https://cloud.google.com/asset-inventory/docs/asset-types), within which a key is stolen.
 */
export const serviceAccountKeys = definePass<GcpClient>({
  id: 'iam.service-account-keys',
  types: ['access_key'],
  scope: 'global',
  permissions: ['iam.serviceAccounts.list', 'iam.serviceAccountKeys.list'],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, accountList(client), cursor)) {
      const keys = await inParallel(page.items, PARALLEL_ACCOUNTS, (account) =>
        keysOf(client, textOf(recordOf(account)['email'])),
      );
      yield toPage({ ...page, items: keys.flat() }, toServiceAccountKey);
    }
  },
});

/** None for an account that was deleted since it was listed. */
async function keysOf(client: GcpClient, email: string | null): Promise<readonly unknown[]> {
  // An account without an address makes a key without an id: both are told as warnings.
  if (email === null) return [null];
  try {
    const { items } = await listAll(client, {
      service: 'iam',
      permission: 'iam.serviceAccountKeys.list',
      path: `/projects/${client.projectId}/serviceAccounts/${encodeURIComponent(email)}/keys`,
      query: { keyTypes: 'USER_MANAGED' },
      kind: null,
      read: (body) => ({ items: itemsIn(body, 'keys'), warnings: [] }),
    });
    return items;
  } catch (error) {
    if (error instanceof ProviderError && GONE.has(error.fault.code)) return [];
    throw error;
  }
}

/** One may know of every account that was listed, so that this is no denial. */
const GONE = new Set(['notFound', 'NOT_FOUND']);
