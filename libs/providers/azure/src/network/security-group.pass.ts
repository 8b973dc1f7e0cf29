import { definePass } from '@skyledger/provider-sdk';
import type { AzureClient } from '../client';
import { listPages, readCursor, toPage } from '../list-pages';
import { SECURITY_GROUPS } from './network-lists';
import { toSecurityGroup } from './security-group.mapper';

export const securityGroups = definePass<AzureClient>({
  id: 'network.security-groups',
  types: ['firewall'],
  scope: 'global',
  permissions: [SECURITY_GROUPS.permission],
  async *collect({ client, cursor }) {
    for await (const page of listPages(client, SECURITY_GROUPS, { link: readCursor(cursor) })) {
      yield toPage(page, (item) => [toSecurityGroup(item)]);
    }
  },
});
