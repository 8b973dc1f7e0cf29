import type { Generate } from '../estate/collection';
import { lanRange, privateAddress } from './addresses';
import { metadataOf, type Entity } from './entity';
import { idSpace } from './ids';
import { drawer, type Datacenter, type IonosItem, type IonosScope } from './scope';

/** All pools are called the same. */
export const POOL_NAME = 'pool';

export interface IonosCluster extends IonosItem {
  readonly version: string;
  readonly state: 'ACTIVE' | 'UPDATING';
  readonly allowList: readonly string[];
  readonly isPublic: boolean;
  readonly pools: readonly {
    readonly id: string;
    readonly nodes: number;
    readonly scales: boolean;
    readonly place: Datacenter;
    readonly lans: readonly number[];
  }[];
}

/** `hasLan` tells whether a LAN still exists. */
export function clusterGenerator(
  scope: IonosScope,
  hasLan: (place: Datacenter, lan: number) => boolean,
): Generate<IonosCluster> {
  const { draw } = drawer(scope, 'cluster', '');
  return (index, revision) => {
    const { random, naming, common } = draw(index, revision);
    const place = scope.datacenters[index % Math.max(1, scope.datacenters.length)];
    const pools = place === undefined ? 0 : random.int(3);
    const isPublic = random.chance(0.8);
    return {
      ...common,
      region: isPublic ? null : (place?.location ?? null),
      name: `${naming.application}-k8s-${index + 1}${revision > 0 ? `-r${revision}` : ''}`,
      version: random.pick(['1.31.4', '1.32.2', '1.33.1']),
      state: random.chance(0.9) ? 'ACTIVE' : 'UPDATING',
      allowList: random.chance(0.4) ? ['198.51.100.0/24'] : [],
      isPublic,
      pools: Array.from({ length: pools }, (_, at) => ({
        id: idSpace(common.id, 'nodepool').idOf(at),
        nodes: 1 + random.int(5),
        scales: at % 2 === 1,
        place: place as Datacenter,
        lans: [2].filter((lan) => hasLan(place as Datacenter, lan)),
      })),
    };
  };
}

export function clusterEntity(cluster: IonosCluster): Entity {
  const path = `/k8s/${cluster.id}`;
  const maintenanceWindow = { dayOfTheWeek: 'Sunday', time: '14:53:00Z' };
  return {
    id: cluster.id,
    type: 'k8s',
    path,
    metadata: metadataOf(cluster.created, cluster.state, cluster.revision),
    properties: {
      name: cluster.name,
      k8sVersion: cluster.version,
      maintenanceWindow,
      availableUpgradeVersions: [],
      viableNodePoolVersions: [cluster.version],
      public: cluster.isPublic,
      ...(cluster.isPublic ? {} : { location: cluster.region }),
      apiSubnetAllowList: cluster.allowList,
      s3Buckets: [],
    },
    entities: {
      nodepools: () =>
        cluster.pools.map((pool) => ({
          id: pool.id,
          type: 'nodepool',
          path: `${path}/nodepools/${pool.id}`,
          metadata: metadataOf(cluster.created, 'ACTIVE'),
          properties: {
            name: POOL_NAME,
            datacenterId: pool.place.id,
            nodeCount: pool.nodes,
            cpuFamily: 'INTEL_SKYLAKE',
            coresCount: 2,
            ramSize: 4096,
            availabilityZone: 'AUTO',
            storageType: 'SSD',
            storageSize: 100,
            k8sVersion: cluster.version,
            maintenanceWindow,
            autoScaling: pool.scales
              ? { minNodeCount: 1, maxNodeCount: 5 }
              : { minNodeCount: 0, maxNodeCount: 0 },
            lans: pool.lans.map((id) => ({ id, dhcp: true, routes: null })),
            labels: {},
            annotations: {},
            availableUpgradeVersions: [],
            publicIps: null,
          },
        })),
    },
  };
}

export interface IonosDatabase extends IonosItem {
  readonly version: string;
  readonly location: string;
  readonly state: 'AVAILABLE' | 'BUSY' | 'DEGRADED';
  readonly instances: number;
  /** Megabytes. */
  readonly storage: number;
  readonly storageType: 'HDD' | 'SSD' | 'SSD Premium';
  readonly connection: {
    readonly datacenterId: string;
    readonly lan: number;
    readonly cidr: string;
  } | null;
}

export function databaseGenerator(scope: IonosScope): Generate<IonosDatabase> {
  const { draw } = drawer(scope, 'database', '');
  return (index, revision) => {
    const { random, naming, common } = draw(index, revision);
    const place = scope.datacenters[index % Math.max(1, scope.datacenters.length)];
    const lan = 2;
    const connected = place !== undefined && place.counts.lans >= lan;
    return {
      ...common,
      region: place?.location ?? 'de/fra',
      name: `${naming.environment}-${naming.application}-pg-${index + 1}${revision > 0 ? `-r${revision}` : ''}`,
      version: random.pick(['14', '15', '16']),
      location: place?.location ?? 'de/fra',
      state: random.pick(['AVAILABLE', 'AVAILABLE', 'AVAILABLE', 'BUSY', 'DEGRADED']),
      instances: random.pick([1, 1, 2, 3]),
      storage: random.pick([4096, 20_480, 102_400]),
      storageType: random.pick(['HDD', 'SSD', 'SSD Premium']),
      connection: connected
        ? {
            datacenterId: place.id,
            lan,
            cidr: `${privateAddress(lan, 30_000 + index)}/${lanRange(lan).split('/')[1] ?? '24'}`,
          }
        : null,
    };
  };
}

/** A cluster as the API of databases writes it: another envelope than that of the Cloud API. */
export function databaseJson(database: IonosDatabase): Record<string, unknown> {
  const { connection } = database;
  return {
    type: 'cluster',
    id: database.id,
    metadata: {
      state: database.state,
      createdDate: database.created,
      createdBy: 'ops@example.com',
      createdByUserId: '99156d9e-eb3f-4024-a3a4-283be74699c0',
    },
    properties: {
      displayName: database.name,
      location: database.location,
      ...(connection === null
        ? { connections: [] }
        : {
            dnsName: `pg-${database.id.slice(0, 8)}.postgresql.${database.location.replaceAll('/', '-')}.ionos.com`,
            connections: [
              {
                datacenterId: connection.datacenterId,
                lanId: String(connection.lan),
                cidr: connection.cidr,
              },
            ],
          }),
      cores: 2,
      postgresVersion: database.version,
      ram: 4096,
      instances: database.instances,
      storageSize: database.storage,
      storageType: database.storageType,
      backupLocation: 'eu-central-2',
      maintenanceWindow: { dayOfTheWeek: 'Sunday', time: '16:30:59' },
      synchronizationMode: 'ASYNCHRONOUS',
      connectionPooler: { enabled: false, poolMode: 'transaction' },
    },
  };
}
