import { Collection, capacityFor, type EmulatedItem, type Generate } from '../estate/collection';
import type { LedgerRow, Shelf } from '../estate/estate';
import type { RestAccountSpec } from '../cloud/rest-api';
import type { IonosAccountSpec } from './account-spec';
import { managedDatabaseGenerator, type IonosManagedDatabase } from './database-items';
import { clusterGenerator, databaseGenerator } from './managed-items';
import { POOL_NAME, type IonosCluster, type IonosDatabase } from './managed-items';
import { diskGenerator, ipBlockGenerator } from './contract-items';
import type { IonosDisk, IonosIpBlock } from './contract-items';
import { datacenterEstate, type DatacenterEstate } from './datacenter';
import { datacenterGenerator, datacenterRows, type IonosDatacenter } from './datacenter.item';
import { drawer, scopeOf, type IonosScope } from './scope';
import { row, type Shelve } from './shelve';

/** One contract with everything in it. */
export interface IonosAccount extends RestAccountSpec {
  readonly spec: IonosAccountSpec;
  readonly scope: IonosScope;
  readonly datacenters: Collection<IonosDatacenter>;
  /** What is in each data center, by its id. */
  readonly inDatacenter: ReadonlyMap<string, DatacenterEstate>;
  readonly ipBlocks: Collection<IonosIpBlock>;
  readonly snapshots: Collection<IonosDisk>;
  readonly images: Collection<IonosDisk>;
  readonly clusters: Collection<IonosCluster>;
  readonly databases: Collection<IonosDatabase>;
  readonly mongoDatabases: Collection<IonosManagedDatabase>;
  readonly mariaDatabases: Collection<IonosManagedDatabase>;
  readonly shelves: readonly Shelf[];
}

export function ionosAccount(seed: number, spec: IonosAccountSpec): IonosAccount {
  const { account } = spec;
  const scope = scopeOf(seed, spec);
  const shelves: Shelf[] = [];
  const shelve: Shelve = ({ kind, count, region, isFixed, generate, indexOf, rows }) => {
    const items = new Collection(count, capacityFor(count), generate, indexOf);
    shelves.push({
      provider: 'ionos',
      account,
      kind: `ionos.${kind}`,
      region,
      items,
      isFixed,
      ledgerRows: (item) => rows(item as Parameters<typeof rows>[0]),
    });
    return items;
  };
  const inContract = <T extends EmulatedItem>(
    kind: string,
    count: number | undefined,
    generate: Generate<T>,
    rows: (item: T) => readonly LedgerRow[],
  ): Collection<T> => {
    const { indexOf } = drawer(scope, kind, '').ids;
    return shelve({ kind, count: count ?? 0, region: null, generate, indexOf, rows });
  };
  const inDatacenter = new Map(
    scope.datacenters.map((place) => [place.id, datacenterEstate(scope, place, shelve)]),
  );
  return {
    account,
    deniedPaths: spec.deniedPaths,
    spec,
    scope,
    datacenters: shelve({
      kind: 'datacenter',
      count: scope.datacenters.length,
      region: null,
      isFixed: true,
      generate: datacenterGenerator(scope),
      indexOf: (id) => inDatacenter.get(id)?.place.index ?? null,
      rows: datacenterRows,
    }),
    inDatacenter,
    ipBlocks: inContract('ip-block', spec.ipBlocks, ipBlockGenerator(scope), (block) =>
      block.ips.map((ip) => ({
        resourceId: `ipblock/${block.id}/${ip}`,
        resourceType: 'public_ip',
        name: block.name,
      })),
    ),
    snapshots: inContract(
      'snapshot',
      spec.snapshots,
      diskGenerator(scope, 'snapshot'),
      row('snapshot', 'snapshot'),
    ),
    images: inContract('image', spec.images, diskGenerator(scope, 'image'), row('image', 'image')),
    clusters: inContract(
      'cluster',
      spec.clusters,
      clusterGenerator(scope, (place, lan) => inDatacenter.get(place.id)?.hasLan(lan) ?? false),
      (cluster) => [
        ...row('k8s', 'cluster')(cluster),
        ...cluster.pools.map(({ id }) => ({
          resourceId: `nodepool/${id}`,
          resourceType: 'scaling_group',
          name: POOL_NAME,
        })),
      ],
    ),
    databases: inContract(
      'database',
      spec.databases,
      databaseGenerator(scope),
      row('postgresql', 'database'),
    ),
    mongoDatabases: inContract(
      'mongodb',
      spec.mongoDatabases,
      managedDatabaseGenerator(scope, 'mongodb'),
      row('mongodb', 'database'),
    ),
    mariaDatabases: inContract(
      'mariadb',
      spec.mariaDatabases,
      managedDatabaseGenerator(scope, 'mariadb'),
      row('mariadb', 'database'),
    ),
    shelves,
  };
}
