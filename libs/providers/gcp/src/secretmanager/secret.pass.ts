import { definePass } from '@skyledger/provider-sdk';
import type { GcpClient } from '../client';
import { itemsIn, listPages, toPage, type GoogleList } from '../list-pages';
import { toSecret } from './secret.mapper';

const PAGE_SIZE = 1000;

/**
 * Secrets, never what they hold. Regional secrets are kept by a service of each region and are not
 * part of this list.
 */
export const secrets = definePass<GcpClient>({
  id: 'secretmanager.secrets',
  types: ['secret_store'],
  scope: 'global',
  permissions: ['secretmanager.secrets.list'],
  async *collect({ client, cursor }) {
    const list: GoogleList = {
      service: 'secretmanager',
      permission: 'secretmanager.secrets.list',
      path: `/projects/${client.projectId}/secrets`,
      query: { pageSize: PAGE_SIZE },
      kind: null,
      read: (body) => ({ items: itemsIn(body, 'secrets'), warnings: [] }),
    };
    for await (const page of listPages(client, list, cursor)) yield toPage(page, toSecret);
  },
});
