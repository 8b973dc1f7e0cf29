import type { Generate } from '../estate/collection';
import { lanRange, privateAddress } from './addresses';
import { drawer, type IonosItem, type IonosScope } from './scope';

type DatabaseKind = 'mongodb' | 'mariadb';

/** A cluster of MongoDB or MariaDB. */
export interface IonosManagedDatabase extends IonosItem {
  readonly version: string;
  readonly location: string;
  readonly state: 'AVAILABLE' | 'BUSY' | 'FAILED';
  readonly instances: number;
  /** Null where its data center has no LAN for it. */
  readonly connection: {
    readonly datacenterId: string;
    readonly lanId: string;
    readonly cidrs: readonly string[];
  } | null;
}

const LAN = 2;
const VERSIONS = { mongodb: ['5.0', '6.0', '7.0'], mariadb: ['10.6', '10.11'] } as const;
/** So that no two kinds have the same addresses. */
const FIRST_HOST = { mongodb: 35_000, mariadb: 45_000 } as const;
const MOST_INSTANCES = 3;

export function managedDatabaseGenerator(
  scope: IonosScope,
  kind: DatabaseKind,
): Generate<IonosManagedDatabase> {
  const { draw } = drawer(scope, kind, '');
  return (index, revision) => {
    const { random, naming, common } = draw(index, revision);
    const place = scope.datacenters[index % Math.max(1, scope.datacenters.length)];
    const location = place?.location ?? 'de/fra';
    const instances = random.pick([1, 1, MOST_INSTANCES]);
    const length = lanRange(LAN).split('/')[1] ?? '24';
    const first = FIRST_HOST[kind] + index * MOST_INSTANCES;
    return {
      ...common,
      region: location,
      name: `${naming.environment}-${naming.application}-${kind}-${index + 1}${revision > 0 ? `-r${revision}` : ''}`,
      version: random.pick(VERSIONS[kind]),
      location,
      state: random.pick(['AVAILABLE', 'AVAILABLE', 'AVAILABLE', 'BUSY', 'FAILED'] as const),
      instances,
      connection:
        place !== undefined && place.counts.lans >= LAN
          ? {
              datacenterId: place.id,
              lanId: String(LAN),
              cidrs: Array.from(
                { length: instances },
                (_, at) => `${privateAddress(LAN, first + at)}/${length}`,
              ),
            }
          : null,
    };
  };
}

/** As described by products/dbaas/mongo of sdk-go-bundle, of March 2025. */
export function mongoJson(database: IonosManagedDatabase): Record<string, unknown> {
  const { connection } = database;
  return {
    type: 'cluster',
    id: database.id,
    metadata: { ...metadataOf(database), health: 'HEALTHY' },
    properties: {
      type: 'replicaset',
      displayName: database.name,
      mongoDBVersion: database.version,
      location: database.location,
      instances: database.instances,
      connections:
        connection === null
          ? []
          : [
              {
                datacenterId: connection.datacenterId,
                lanId: connection.lanId,
                cidrList: connection.cidrs,
              },
            ],
      connectionString: `mongodb+srv://m-${database.id.slice(0, 8)}.mongodb.${locationOf(database)}.ionos.com`,
      maintenanceWindow: { dayOfTheWeek: 'Sunday', time: '16:30:59' },
      // The enterprise edition is the one whose size and backups are its owner's choice.
      ...(database.instances === 1
        ? { edition: 'playground', templateID: '33457e53-1f8b-4ed2-8a12-2d42355aa759' }
        : {
            edition: 'enterprise',
            cores: 2,
            ram: 4096,
            storageSize: 102_400,
            storageType: 'SSD Standard',
            backup: {
              snapshotIntervalHours: 24,
              pointInTimeWindowHours: 24,
              backupRetention: { snapshotRetentionDays: 2, dailySnapshotRetentionDays: 7 },
              location: 'de',
            },
          }),
    },
  };
}

/** As described by products/dbaas/mariadb of sdk-go-bundle, of March 2025; sizes are in gigabytes. */
export function mariaJson(database: IonosManagedDatabase): Record<string, unknown> {
  const { connection } = database;
  return {
    id: database.id,
    metadata: metadataOf(database),
    properties: {
      displayName: database.name,
      mariadbVersion: database.version,
      dnsName: `ma-${database.id.slice(0, 8)}.mariadb.${locationOf(database)}.ionos.com`,
      instances: database.instances,
      ram: 4,
      cores: 2,
      storageSize: 10,
      connections:
        connection === null
          ? []
          : [
              {
                datacenterId: connection.datacenterId,
                lanId: connection.lanId,
                cidr: connection.cidrs[0],
              },
            ],
      maintenanceWindow: { dayOfTheWeek: 'Sunday', time: '16:30:59' },
      backup: { location: 'eu-central-3' },
    },
  };
}

function metadataOf({ created, state }: IonosManagedDatabase): Record<string, unknown> {
  return {
    state,
    createdDate: created,
    createdBy: 'ops@example.com',
    createdByUserId: '99156d9e-eb3f-4024-a3a4-283be74699c0',
  };
}

function locationOf({ location }: IonosManagedDatabase): string {
  return location.replace('/', '-');
}
