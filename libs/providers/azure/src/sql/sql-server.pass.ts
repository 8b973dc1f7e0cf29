import {
  definePass,
  ProviderError,
  recordOf,
  textOf,
  type CollectContext,
  type Page,
  inParallel,
} from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { armId } from '../arm-id';
import type { AzureClient } from '../client';
import { toServerFirewall } from '../database/server-firewall.mapper';
import { identified, listAll, listPages } from '../list-pages';
import { PageWarnings } from '../page-warnings';
import { readSqlCursor, writeSqlCursor } from './sql-cursor';
import { isSystemDatabase, toSqlDatabase } from './sql-database.mapper';
import {
  SQL_AUDITING,
  SQL_DATABASE_AUDITING,
  SQL_DATABASES,
  SQL_ENCRYPTION,
  SQL_FIREWALL_RULES,
  SQL_SERVERS,
} from './sql-lists';
import { auditingState, readSqlServer, SQL_PORT, toSqlServer } from './sql-server.mapper';

/** Databases asked for their settings at once. */
const WIDTH = 4;

/**
 * Logical servers, each on a page of its own with its firewall and databases: ARM lists those for one
 * server alone, and encryption for one database alone, so that a page of servers could take minutes.
 * Where the server audits, no database is asked whether it does so, too.
 *
 * Resource Graph has databases of all servers, but not their encryption, nor auditing and firewall rules,
 * and which exist and which are paused it learns late: it would save one request of many for that.
 */
export const sqlServers = definePass<AzureClient>({
  id: 'sql.servers',
  types: ['database', 'firewall'],
  scope: 'global',
  permissions: [
    SQL_SERVERS.permission,
    SQL_DATABASES.permission,
    SQL_FIREWALL_RULES.permission,
    SQL_ENCRYPTION.permission,
    SQL_AUDITING.permission,
    SQL_DATABASE_AUDITING.permission,
  ],
  collect,
});

async function* collect({ client, cursor }: CollectContext<AzureClient>): AsyncGenerator<Page> {
  const start = readSqlCursor(cursor);
  let { link } = start;
  let done = start.serverId;
  for await (const { items, next } of listPages(client, SQL_SERVERS, { link })) {
    // A server that is gone since is not found, and the page is read once more from its beginning.
    const servers = items.slice(
      done === null ? 0 : 1 + items.findIndex((item) => idOf(item) === done),
    );
    done = null;
    if (servers.length === 0) yield { resources: [], cursor: next && writeSqlCursor(next, null) };
    for (const [index, server] of servers.entries()) {
      const isLast = index === servers.length - 1;
      const rest = isLast ? next && writeSqlCursor(next, null) : writeSqlCursor(link, idOf(server));
      yield await serverPage(client, server, rest);
    }
    link = next;
  }
}

async function serverPage(
  client: AzureClient,
  server: unknown,
  cursor: string | null,
): Promise<Page> {
  const warnings = new PageWarnings();
  const parent = textOf(recordOf(server)['id']);
  if (parent === null || armId(parent) === null) return { ...identified([null]), cursor };
  const rules = await warnings.unlessRefused(() => listAll(client, SQL_FIREWALL_RULES, parent));
  const databases = await warnings.unlessRefused(() => listAll(client, SQL_DATABASES, parent));
  const serverAuditing = await warnings.unlessRefused(() => listAll(client, SQL_AUDITING, parent));
  const hasFirewall = rules !== null;
  const serverAudits = auditingState(serverAuditing);
  const mapped = await inParallel(
    (databases ?? []).filter((database) => !isSystemDatabase(database)),
    WIDTH,
    async (database) => {
      const id = textOf(recordOf(database)['id']);
      const isKnown = id !== null && armId(id) !== null;
      const encryption = isKnown
        ? await warnings.unlessRefused(() => listAll(client, SQL_ENCRYPTION, id))
        : null;
      const auditing =
        isKnown && serverAudits !== true ? await databaseAuditing(client, id, warnings) : null;
      return toSqlDatabase(database, { server, encryption, serverAudits, auditing, hasFirewall });
    },
  );
  const isPublic = readSqlServer(server).publiclyAccessible;
  const rows: (DiscoveredResource | null)[] = [
    toSqlServer(server, { hasFirewall, auditing: serverAuditing }),
    ...(rules === null ? [] : [toServerFirewall(server, rules, { port: SQL_PORT, isPublic })]),
    ...mapped,
  ];
  return { ...identified(rows, warnings.list()), cursor };
}

/** Copies of a database, and some kinds of it, have no auditing of their own. */
const NOT_AUDITED: ReadonlySet<string> = new Set([
  'BlobAuditingIsNotSupportedOnResourceType',
  'BlobAuditingIsNotSupportedOnGeoDr',
]);

async function databaseAuditing(
  client: AzureClient,
  id: string,
  warnings: PageWarnings,
): Promise<unknown[] | null> {
  try {
    return await warnings.unlessRefused(() => listAll(client, SQL_DATABASE_AUDITING, id));
  } catch (error) {
    if (error instanceof ProviderError && NOT_AUDITED.has(error.fault.code)) return null;
    throw error;
  }
}

function idOf(item: unknown): string | null {
  return armId(recordOf(item)['id']);
}
