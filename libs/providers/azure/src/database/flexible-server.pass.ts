import {
  definePass,
  recordOf,
  textOf,
  type Page,
  type Pass,
  inParallel,
} from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { armId } from '../arm-id';
import type { ArmPage } from '../arm-list';
import type { AzureClient } from '../client';
import { identified, listAll, listPages, readCursor } from '../list-pages';
import { PageWarnings } from '../page-warnings';
import { isPublicServer, toFlexibleServer } from './flexible-server.mapper';
import { MYSQL, POSTGRESQL, type FlexibleServerKind } from './flexible-servers';
import { toServerFirewall } from './server-firewall.mapper';

/** Firewalls of servers asked for at once. */
const WIDTH = 4;

export const postgresqlServers = flexibleServerPass('postgresql.flexible-servers', POSTGRESQL);
export const mysqlServers = flexibleServerPass('mysql.flexible-servers', MYSQL);

/**
 * Flexible servers, each with the firewall of its public endpoint, where it has one. Its rules are listed
 * for one server alone, and Resource Graph does not have them.
 */
function flexibleServerPass(id: string, kind: FlexibleServerKind): Pass<AzureClient> {
  return definePass<AzureClient>({
    id,
    types: ['database', 'firewall'],
    scope: 'global',
    permissions: [kind.servers.permission, kind.firewallRules.permission],
    async *collect({ client, cursor }) {
      for await (const page of listPages(client, kind.servers, { link: readCursor(cursor) })) {
        yield await withFirewalls(client, kind, page);
      }
    },
  });
}

async function withFirewalls(
  client: AzureClient,
  kind: FlexibleServerKind,
  { items, next }: ArmPage,
): Promise<Page> {
  const warnings = new PageWarnings();
  const mapped = await inParallel(items, WIDTH, async (item) => {
    const rows: (DiscoveredResource | null)[] = [];
    const isPublic = isPublicServer(item);
    const parent = textOf(recordOf(item)['id']);
    const rules =
      isPublic === true && parent !== null && armId(parent) !== null
        ? await warnings.unlessRefused(() => listAll(client, kind.firewallRules, parent))
        : null;
    rows.push(toFlexibleServer(item, kind, rules !== null));
    if (rules !== null) rows.push(toServerFirewall(item, rules, { port: kind.port, isPublic }));
    return rows;
  });
  return { ...identified(mapped.flat(), warnings.list()), cursor: next };
}
