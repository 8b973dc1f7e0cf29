import { definePass, listOf, recordOf, textOf, type PageWarning } from '@skyledger/provider-sdk';
import type { GcpClient } from '../client';
import { itemsIn, listPages, toPage, type GoogleList } from '../list-pages';
import { toSqlInstance } from './instance.mapper';

const PAGE_SIZE = 500;

export const sqlInstances = definePass<GcpClient>({
  id: 'sql.instances',
  types: ['database'],
  scope: 'global',
  permissions: ['cloudsql.instances.list'],
  async *collect({ client, cursor }) {
    const list: GoogleList = {
      service: 'sql',
      permission: 'cloudsql.instances.list',
      path: `/projects/${client.projectId}/instances`,
      query: { maxResults: PAGE_SIZE },
      kind: null,
      read: (body) => ({ items: itemsIn(body, 'items'), warnings: warningsOf(body['warnings']) }),
    };
    for await (const page of listPages(client, list, cursor)) yield toPage(page, toSqlInstance);
  },
});

/** A region that does not answer is left out of the list; other warnings are of the same kind. */
function warningsOf(warnings: unknown): PageWarning[] {
  return listOf(warnings).map((each) => {
    const { code, message, region } = recordOf(each);
    const told = textOf(message) ?? textOf(region) ?? 'the list is not complete';
    return { code: textOf(code)?.toLowerCase() ?? 'warning', message: told };
  });
}
