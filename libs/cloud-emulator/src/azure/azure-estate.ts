import { Collection, capacityFor } from '../estate/collection';
import type { EmulatedItem, Generate } from '../estate/collection';
import type { LedgerRow, Shelf } from '../estate/estate';
import { claimedIndex } from './arm-names';
import type { AzureScope } from './arm-names';
import type { Living } from './attachments';
import { completeCounts, type AzureAccountSpec } from './azure-account-spec';
import { clusterGenerator, type AzureCluster } from './cluster.item';
import {
  diskGenerator,
  machineGenerator,
  snapshotGenerator,
  type AzureDisk,
  type AzureItem,
  type AzureMachine,
  type AzureSnapshot,
} from './compute.items';
import { FURTHER_KINDS, type FurtherEstate } from './further-kinds';
import { flexibleServerGenerator, type AzureFlexibleServer } from './flexible-server.item';
import { loadBalancerGenerator, type AzureLoadBalancer } from './load-balancer.item';
import { imageGenerator, type AzureImage } from './machine-images';
import {
  interfaceGenerator,
  networkGenerator,
  type AzureInterface,
  type AzureNetwork,
} from './network.items';
import { publicAddressGenerator, type AzurePublicAddress } from './public-address.item';
import { securityGroupGenerator, type AzureSecurityGroup } from './security-group.item';
import {
  sqlDatabaseGenerator,
  sqlServerGenerator,
  type AzureSqlDatabase,
  type AzureSqlServer,
} from './sql.items';
import { storageAccountGenerator, type AzureStorageAccount } from './storage-account.item';

type Rows = (item: EmulatedItem) => readonly LedgerRow[];

/** The subscription of one account, with everything in it. */
export interface AzureEstate {
  readonly machines: Collection<AzureMachine>;
  readonly disks: Collection<AzureDisk>;
  readonly snapshots: Collection<AzureSnapshot>;
  readonly images: Collection<AzureImage>;
  readonly networks: Collection<AzureNetwork>;
  readonly securityGroups: Collection<AzureSecurityGroup>;
  readonly publicAddresses: Collection<AzurePublicAddress>;
  readonly interfaces: Collection<AzureInterface>;
  readonly loadBalancers: Collection<AzureLoadBalancer>;
  readonly sqlServers: Collection<AzureSqlServer>;
  readonly sqlDatabases: Collection<AzureSqlDatabase>;
  readonly postgresqlServers: Collection<AzureFlexibleServer>;
  readonly mysqlServers: Collection<AzureFlexibleServer>;
  readonly storageAccounts: Collection<AzureStorageAccount>;
  readonly clusters: Collection<AzureCluster>;
  readonly further: FurtherEstate;
  readonly shelves: readonly Shelf[];
}

export function azureEstate(seed: number, spec: AzureAccountSpec): AzureEstate {
  const counts = completeCounts(spec.counts);
  const { account, subscriptionId } = spec;
  const scope: AzureScope = { seed, account, subscriptionId, counts };
  const shelves: Shelf[] = [];
  const shelve = <T extends EmulatedItem>(
    kind: string,
    count: number,
    generate: Generate<T>,
    ledgerRows: Rows,
    claim = claimedIndex,
  ): Collection<T> => {
    const items = new Collection(count, capacityFor(count), generate, claim);
    shelves.push({
      provider: 'azure',
      account,
      kind: `azure.${kind}`,
      region: null,
      items,
      ledgerRows,
    });
    return items;
  };
  const living: Living = {
    machine: (index) => machines.has(index),
    disk: (index) => disks.has(index),
    publicAddress: (index) => publicAddresses.has(index),
    interface: (index) => interfaces.has(index),
    securityGroup: (index) => securityGroups.has(index),
    network: (index) => networks.has(index),
    loadBalancer: (index) => loadBalancers.has(index),
    applicationGateway: (index) => further.get('application-gateway')?.has(index) ?? false,
    sqlServer: (index) => sqlServers.has(index),
  };
  const machines = shelve(
    'virtual-machine',
    counts.machines,
    machineGenerator(scope, living),
    rowOf('vm'),
  );
  const disks = shelve('disk', counts.disks, diskGenerator(scope, living), rowOf('volume'));
  const snapshots = shelve(
    'snapshot',
    counts.snapshots,
    snapshotGenerator(scope),
    rowOf('snapshot'),
  );
  const images = shelve('image', counts.images, imageGenerator(scope), rowOf('image'));
  const networks = shelve(
    'virtual-network',
    counts.networks,
    networkGenerator(scope, living),
    networkRows,
  );
  const securityGroups = shelve(
    'security-group',
    counts.securityGroups,
    securityGroupGenerator(scope),
    rowOf('firewall'),
  );
  const publicAddresses = shelve(
    'public-address',
    counts.publicAddresses,
    publicAddressGenerator(scope, living),
    rowOf('public_ip'),
  );
  const interfaces = shelve(
    'network-interface',
    counts.interfaces,
    interfaceGenerator(scope, living),
    rowOf('network_interface'),
  );
  const loadBalancers = shelve(
    'load-balancer',
    counts.loadBalancers,
    loadBalancerGenerator(scope, living),
    rowOf('load_balancer'),
  );
  const sqlServers = shelve('sql-server', counts.sqlServers, sqlServerGenerator(scope), (item) =>
    serverRows(item, true),
  );
  // A database goes with its server.
  const sqlDatabases = shelve(
    'sql-database',
    counts.sqlDatabases,
    sqlDatabaseGenerator(scope),
    (item) => (living.sqlServer((item as AzureSqlDatabase).server) ? rowOf('database')(item) : []),
  );
  const flexible = (
    kind: 'postgresql-server' | 'mysql-server',
    count: number,
  ): Collection<AzureFlexibleServer> =>
    shelve(kind, count, flexibleServerGenerator(scope, living, kind), (item) =>
      serverRows(item, (item as AzureFlexibleServer).subnetId === null),
    );
  const postgresqlServers = flexible('postgresql-server', counts.postgresqlServers);
  const mysqlServers = flexible('mysql-server', counts.mysqlServers);
  const storageAccounts = shelve(
    'storage-account',
    counts.storageAccounts,
    storageAccountGenerator(scope),
    rowOf('storage_account'),
  );
  const clusters = shelve(
    'cluster',
    counts.clusters,
    clusterGenerator(scope, living),
    rowOf('cluster'),
  );
  const further: FurtherEstate = new Map(
    FURTHER_KINDS.map((each) => [
      each.kind,
      shelve(
        each.kind,
        counts[each.count],
        each.generator(scope, living),
        (item) => [each.ledgerRow(item as AzureItem)],
        each.claim,
      ),
    ]),
  );
  return {
    machines,
    disks,
    snapshots,
    images,
    networks,
    securityGroups,
    publicAddresses,
    interfaces,
    loadBalancers,
    sqlServers,
    sqlDatabases,
    postgresqlServers,
    mysqlServers,
    storageAccounts,
    clusters,
    further,
    shelves,
  };
}

/** ARM compares ids without regard to case, and the ledger holds them in small letters. */
function rowOf(resourceType: string): Rows {
  return ({ id, name }) => [{ resourceId: id.toLowerCase(), resourceType, name }];
}

function networkRows(item: EmulatedItem): LedgerRow[] {
  const { subnets } = item as AzureNetwork;
  return [
    ...rowOf('network')(item),
    ...subnets.map(({ id, name }) => ({
      resourceId: id.toLowerCase(),
      resourceType: 'subnet',
      name,
    })),
  ];
}

/** A database server with a public endpoint brings the firewall of that along. */
function serverRows(item: EmulatedItem, hasFirewall: boolean): LedgerRow[] {
  const resourceId = item.id.toLowerCase();
  const firewall = {
    resourceId: `${resourceId}/firewallrules`,
    resourceType: 'firewall',
    name: item.name,
  };
  return [...rowOf('database')(item), ...(hasFirewall ? [firewall] : [])];
}
