import { definePass } from '@skyledger/provider-sdk';
import type { GcpClient } from '../client';
import { itemsIn, listPages, toPage, type GoogleList } from '../list-pages';
import { toServiceAccount } from './service-account.mapper';

/** The largest page IAM gives. */
const PAGE_SIZE = 100;

/** The list of the project's service accounts. */
export function accountList({ projectId }: Pick<GcpClient, 'projectId'>): GoogleList {
  return {
    service: 'iam',
    permission: 'iam.serviceAccounts.list',
    path: `/projects/${projectId}/serviceAccounts`,
    query: { pageSize: PAGE_SIZE },
    kind: null,
    read: (body) => ({ items: itemsIn(body, 'accounts'), warnings: [] }),
  };
}

export const serviceAccounts = definePass<GcpClient>({
  id: 'iam.service-accounts',
  types: ['identity'],
  scope: 'global',
  permissions: ['iam.serviceAccounts.list'],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, accountList(client), cursor)) {
      yield toPage(page, (item) => toServiceAccount(item, client.projectId));
    }
  },
});
