import { definePass } from '@skyledger/provider-sdk';
import type { AzureClient } from '../client';
import { listPages, readCursor, toPage } from '../list-pages';
import { PageWarnings } from '../page-warnings';
import { toRoleAssignment } from './role-assignment.mapper';
import { ROLE_ASSIGNMENTS, ROLE_DEFINITIONS } from './role-lists';
import { readRoleNames } from './role-names';

export const roleAssignments = definePass<AzureClient>({
  id: 'authorization.role-assignments',
  types: ['role_assignment'],
  scope: 'global',
  permissions: [ROLE_ASSIGNMENTS.permission, ROLE_DEFINITIONS.permission],
  async *collect({ client, cursor }) {
    const link = readCursor(cursor);
    const warnings = new PageWarnings();
    const roles = await readRoleNames(client, warnings);
    for await (const page of listPages(client, ROLE_ASSIGNMENTS, { link })) {
      yield toPage(page, (item) => [toRoleAssignment(item, roles)], warnings.list());
    }
  },
});
