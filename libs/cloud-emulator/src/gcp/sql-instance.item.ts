import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { REGIONS } from './catalogue';
import { drawLabels, type GcpScope } from './gcp-scope';
import { networkName } from './item-names';

export interface GcpSqlInstance extends EmulatedItem {
  readonly region: string;
  readonly zone: string;
  readonly created: string;
  readonly version: string;
  readonly tier: string;
  readonly running: boolean;
  readonly publicIp: string | null;
  readonly openToWorld: boolean;
  readonly tls: 'ALLOW_UNENCRYPTED_AND_ENCRYPTED' | 'ENCRYPTED_ONLY';
  readonly privateIp: string | null;
  readonly backups: boolean;
  readonly highlyAvailable: boolean;
  readonly deletionProtection: boolean;
  readonly sizeGb: number;
  readonly kmsKey: string | null;
  readonly labels: Readonly<Record<string, string>>;
}

export function sqlInstanceGenerator(scope: GcpScope): Generate<GcpSqlInstance> {
  const salt = saltOf(scope.seed, scope.project, 'sql-instance');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const region = random.pick(REGIONS);
    const isPublic = index % 3 === 0;
    const name = `${naming.application}-db-${index + 1}`;
    return {
      id: name,
      region: region.name,
      name,
      zone: `${region.name}-${random.pick(region.zones)}`,
      created: random.time().toISOString(),
      version: random.pick(['POSTGRES_15', 'POSTGRES_9_6', 'MYSQL_8_0_44', 'SQLSERVER_2022_WEB']),
      tier: random.pick(['db-f1-micro', 'db-custom-2-7680', 'db-perf-optimized-N-4']),
      running: !random.chance(0.1),
      publicIp: isPublic ? `35.${(index >>> 16) & 63}.${(index >>> 8) & 255}.${index & 255}` : null,
      openToWorld: isPublic && random.chance(0.5),
      tls: index % 2 === 0 ? 'ALLOW_UNENCRYPTED_AND_ENCRYPTED' : 'ENCRYPTED_ONLY',
      privateIp: isPublic
        ? null
        : `10.${200 + ((index >>> 16) & 31)}.${(index >>> 8) & 255}.${index & 255}`,
      backups: index % 4 !== 1,
      highlyAvailable: random.chance(0.4),
      deletionProtection: index % 2 === 0,
      sizeGb: random.pick([10, 100, 500]),
      kmsKey: random.chance(0.3)
        ? `projects/${scope.project}/locations/${region.name}/keyRings/main/cryptoKeys/sql`
        : null,
      labels: drawLabels(random, naming, revision),
    };
  };
}

export function sqlInstanceJson(scope: GcpScope, sql: GcpSqlInstance): Record<string, unknown> {
  const { project } = scope;
  return {
    kind: 'sql#instance',
    // Stopping is done by the activation policy; the state stays.
    state: 'RUNNABLE',
    databaseVersion: sql.version,
    settings: settingsOf(scope, sql),
    etag: '7efa74c5e543191f355828e82045c81e78714534f1d0c407e21ac0dfa1967843',
    ipAddresses: [
      ...(sql.publicIp === null ? [] : [{ type: 'PRIMARY', ipAddress: sql.publicIp }]),
      ...(sql.privateIp === null ? [] : [{ type: 'PRIVATE', ipAddress: sql.privateIp }]),
    ],
    instanceType: 'CLOUD_SQL_INSTANCE',
    project,
    serviceAccountEmailAddress: `p${scope.projectNumber}-x@gcp-sa-cloud-sql.iam.gserviceaccount.com`,
    backendType: 'SECOND_GEN',
    selfLink: `https://sqladmin.googleapis.com/sql/v1beta4/projects/${project}/instances/${sql.id}`,
    connectionName: `${project}:${sql.region}:${sql.id}`,
    name: sql.name,
    region: sql.region,
    gceZone: sql.zone,
    databaseInstalledVersion: sql.version,
    ...(sql.kmsKey === null
      ? {}
      : {
          diskEncryptionConfiguration: {
            kmsKeyName: sql.kmsKey,
            kind: 'sql#diskEncryptionConfiguration',
          },
        }),
    createTime: sql.created,
    sqlNetworkArchitecture: 'NEW_NETWORK_ARCHITECTURE',
    satisfiesPzi: true,
  };
}

function settingsOf(scope: GcpScope, sql: GcpSqlInstance): Record<string, unknown> {
  const network = networkName(scope.counts.networks - 1);
  return {
    authorizedGaeApplications: [],
    tier: sql.tier,
    kind: 'sql#settings',
    availabilityType: sql.highlyAvailable ? 'REGIONAL' : 'ZONAL',
    pricingPlan: 'PER_USE',
    replicationType: 'SYNCHRONOUS',
    activationPolicy: sql.running ? 'ALWAYS' : 'NEVER',
    ipConfiguration: {
      authorizedNetworks: sql.openToWorld
        ? [{ value: '0.0.0.0/0', name: 'anyone', kind: 'sql#aclEntry' }]
        : [],
      sslMode: sql.tls,
      ipv4Enabled: sql.publicIp !== null,
      requireSsl: false,
      ...(sql.privateIp === null || scope.counts.networks === 0
        ? {}
        : { privateNetwork: `projects/${scope.project}/global/networks/${network}` }),
    },
    locationPreference: { zone: sql.zone, kind: 'sql#locationPreference' },
    dataDiskType: 'PD_SSD',
    backupConfiguration: {
      startTime: '15:00',
      kind: 'sql#backupConfiguration',
      ...(sql.backups
        ? { backupRetentionSettings: { retentionUnit: 'COUNT', retainedBackups: 7 } }
        : {}),
      enabled: sql.backups,
    },
    edition: 'ENTERPRISE',
    settingsVersion: '1',
    storageAutoResizeLimit: '0',
    storageAutoResize: true,
    dataDiskSizeGb: String(sql.sizeGb),
    deletionProtectionEnabled: sql.deletionProtection,
    ...(Object.keys(sql.labels).length === 0 ? {} : { userLabels: sql.labels }),
  };
}
