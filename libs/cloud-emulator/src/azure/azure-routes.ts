import { RestRefusal } from '../cloud/rest-api';
import type { RestCall, RestRoute } from '../cloud/rest-route';
import type { Collection, EmulatedItem } from '../estate/collection';
import { ARM_KINDS } from './arm-names';
import type { ArmKind } from './arm-names';
import { listPage, pageOf, wholeList } from './arm-paging';
import type { AzureAccount } from './azure-account';
import type { AzureEstate } from './azure-estate';
import { clusterJson } from './cluster.item';
import { diskJson, machineJson, machineStateJson, snapshotJson } from './compute.items';
import type { AzureItem } from './compute.items';
import { flexibleServerJson } from './flexible-server.item';
import { FURTHER_KINDS, type FurtherKind } from './further-kinds';
import { loadBalancerJson } from './load-balancer.item';
import { imageJson } from './machine-images';
import { interfaceJson, networkJson } from './network.items';
import { publicAddressJson } from './public-address.item';
import { roleDefinitionsJson } from './role-assignment.item';
import { autoscaleJson, type AzureScaleSet } from './scale-set.item';
import { securityGroupJson } from './security-group.item';
import { siteConfigurationJson, type AzureSite } from './site.item';
import {
  auditingJson,
  encryptionJson,
  firewallRuleJson,
  masterDatabase,
  sqlDatabaseJson,
  sqlServerJson,
  type AzureFirewallRule,
} from './sql.items';
import { storageAccountJson } from './storage-account.item';
import { permissionsJson, subscriptionJson } from './subscription-json';
import { versioned } from './versioned';

type Route = RestRoute<AzureAccount>;
type Call = RestCall<AzureAccount>;

const SUBSCRIPTION = '/subscriptions/:subscription';
const GROUP = `${SUBSCRIPTION}/resourceGroups/:group`;

/** Every operation below a subscription. */
export const ARM_ROUTES: readonly Route[] = [
  {
    path: SUBSCRIPTION,
    service: 'resources',
    answer: versioned(({ account }) => ({
      body: subscriptionJson({ ...account.spec, name: account.account }),
    })),
  },
  {
    path: `${SUBSCRIPTION}/providers/Microsoft.Authorization/permissions`,
    service: 'authorization',
    answer: versioned(({ account }) => wholeList(permissionsJson(account))),
  },
  {
    path: `${SUBSCRIPTION}/providers/Microsoft.Authorization/roleDefinitions`,
    service: 'authorization',
    answer: versioned(({ account }) => wholeList(roleDefinitionsJson(account.spec.subscriptionId))),
  },
  machinesRoute(),
  list('disk', 'compute', (estate) => estate.disks, diskJson),
  list('snapshot', 'compute', (estate) => estate.snapshots, snapshotJson),
  list('image', 'compute', (estate) => estate.images, imageJson),
  list('virtual-network', 'network', (estate) => estate.networks, networkJson),
  list('security-group', 'network', (estate) => estate.securityGroups, securityGroupJson),
  list('public-address', 'network', (estate) => estate.publicAddresses, publicAddressJson),
  list('network-interface', 'network', (estate) => estate.interfaces, interfaceJson),
  list('load-balancer', 'network', (estate) => estate.loadBalancers, loadBalancerJson),
  list('sql-server', 'sql', (estate) => estate.sqlServers, sqlServerJson),
  firewallRules('sql-server', 'sql', (estate) => estate.sqlServers),
  {
    path: `${GROUP}/providers/Microsoft.Sql/servers/:server/databases`,
    service: 'sql',
    answer: versioned((call) => {
      const { server, databases } = sqlServerOf(call);
      return wholeList([masterDatabase(server), ...databases].map(sqlDatabaseJson));
    }),
  },
  {
    path: `${GROUP}/providers/Microsoft.Sql/servers/:server/auditingSettings`,
    service: 'sql',
    answer: versioned((call) => {
      const server = named(call, call.account.estate.sqlServers);
      return wholeList([auditingJson(server, 'Microsoft.Sql/servers')]);
    }),
  },
  {
    path: `${GROUP}/providers/Microsoft.Sql/servers/:server/databases/:database/auditingSettings`,
    service: 'sql',
    answer: versioned((call) =>
      wholeList([auditingJson(sqlDatabaseOf(call), 'Microsoft.Sql/servers/databases')]),
    ),
  },
  {
    path: `${GROUP}/providers/Microsoft.Sql/servers/:server/databases/:database/transparentDataEncryption`,
    service: 'sql',
    answer: versioned((call) => wholeList([encryptionJson(sqlDatabaseOf(call))])),
  },
  list('postgresql-server', 'postgresql', (estate) => estate.postgresqlServers, flexibleServerJson),
  firewallRules('postgresql-server', 'postgresql', (estate) => estate.postgresqlServers),
  list('mysql-server', 'mysql', (estate) => estate.mysqlServers, flexibleServerJson),
  firewallRules('mysql-server', 'mysql', (estate) => estate.mysqlServers),
  list('storage-account', 'storage', (estate) => estate.storageAccounts, storageAccountJson),
  list('cluster', 'containerservice', (estate) => estate.clusters, clusterJson),
  ...FURTHER_KINDS.map(furtherList),
  siteConfigurations(),
  {
    path: `${SUBSCRIPTION}/providers/Microsoft.Insights/autoscalesettings`,
    service: 'insights',
    answer: versioned(({ account }) => {
      const sets = [...itemsOf(account, 'scale-set')];
      return wholeList(sets.map((set) => autoscaleJson(set as AzureScaleSet)).filter(isTold));
    }),
  },
];

function list<T extends EmulatedItem>(
  kind: ArmKind,
  service: string,
  itemsOf: (estate: AzureEstate) => Collection<T>,
  render: (item: T) => Record<string, unknown>,
): Route {
  return {
    path: `${SUBSCRIPTION}/providers/${ARM_KINDS[kind].type}`,
    service,
    page: pageOf,
    answer: versioned((call) => listPage(call, itemsOf(call.account.estate), render)),
  };
}

function furtherList({ kind, service, path, whole, render }: FurtherKind): Route {
  return {
    path: `${SUBSCRIPTION}${path}`,
    service,
    ...(whole ? {} : { page: pageOf }),
    answer: versioned((call) => {
      const items = call.account.estate.further.get(kind);
      if (items === undefined) return wholeList([]);
      return whole ? wholeList([...items.all()].map(render)) : listPage(call, items, render);
    }),
  };
}

/** The configuration of a site, as a list of one. */
function siteConfigurations(): Route {
  return {
    path: `${GROUP}/providers/Microsoft.Web/sites/:server/config`,
    service: 'web',
    answer: versioned((call) => {
      const items = call.account.estate.further.get('site');
      if (items === undefined) throw new RestRefusal({ kind: 'not-found' });
      return wholeList([siteConfigurationJson(named(call, items) as AzureSite)]);
    }),
  };
}

function itemsOf({ estate }: AzureAccount, kind: ArmKind): Iterable<AzureItem> {
  return estate.further.get(kind)?.all() ?? [];
}

function isTold<T>(value: T | null): value is T {
  return value !== null;
}

/** `$expand` is only for the members of a scale set, named by a filter. */
function machinesRoute(): Route {
  return {
    path: `${SUBSCRIPTION}/providers/${ARM_KINDS['virtual-machine'].type}`,
    service: 'compute',
    page: pageOf,
    answer: versioned((call) => {
      if (call.query.has('$expand')) {
        throw new RestRefusal({
          kind: 'invalid',
          message: "The expand expression 'instanceView' needs a filter.",
        });
      }
      const statusOnly = call.query.get('statusOnly') === 'true';
      const render = statusOnly ? machineStateJson : machineJson;
      return listPage(call, call.account.estate.machines, render);
    }),
  };
}

function firewallRules<T extends EmulatedItem & { readonly rules: readonly AzureFirewallRule[] }>(
  kind: ArmKind,
  service: string,
  itemsOf: (estate: AzureEstate) => Collection<T>,
): Route {
  const { type } = ARM_KINDS[kind];
  return {
    path: `${GROUP}/providers/${type}/:server/firewallRules`,
    service,
    answer: versioned((call) => {
      const server = named(call, itemsOf(call.account.estate));
      return wholeList(server.rules.map((rule) => firewallRuleJson(server, type, rule)));
    }),
  };
}

function sqlServerOf(call: Call) {
  const { sqlServers, sqlDatabases } = call.account.estate;
  const server = named(call, sqlServers);
  const index = sqlServers.indexOf(server.id);
  return { server, databases: [...sqlDatabases.all()].filter((each) => each.server === index) };
}

function sqlDatabaseOf(call: Call) {
  const { databases } = sqlServerOf(call);
  const database = databases.find((each) => same(each.name, call.params['database']));
  if (!database) throw new RestRefusal({ kind: 'not-found' });
  return database;
}

/** The server that the path names, in any case, by its name and resource group. */
function named<T extends EmulatedItem>(call: Call, items: Collection<T>): T {
  const { server, group } = call.params;
  for (const item of items.all()) {
    const itemGroup = /\/resourceGroups\/([^/]+)/i.exec(item.id)?.[1];
    if (same(item.id.split('/').pop(), server) && same(itemGroup, group)) return item;
  }
  throw new RestRefusal({ kind: 'not-found' });
}

function same(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one.toLowerCase() === other?.toLowerCase();
}
