import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom } from '../estate/random';
import { networkOfDatabase, privateIp } from './attachments';
import { drawLabels } from './labels';
import { idAt, madeAt, saltIn, standardTime } from './scope';
import type { RegionScope } from './scope';

/** The part of a private network where addresses of no zone are. */
const PART_OF_REGION = 3;

export interface ScalewayDatabase extends EmulatedItem {
  readonly index: number;
  readonly createdAt: Date;
  readonly engine: string;
  readonly status: 'ready' | 'locked' | 'disk_full';
  readonly nodeType: string;
  readonly publicIp: string | null;
  readonly port: number;
  readonly network: { readonly id: string; readonly address: string } | null;
  readonly highlyAvailable: boolean;
  readonly encrypted: boolean;
  readonly backup: { readonly disabled: boolean; readonly retention: number };
  /** Ranges that may connect. */
  readonly acl: readonly string[];
  readonly labels: readonly string[];
}

export function databaseGenerator(scope: RegionScope): Generate<ScalewayDatabase> {
  const salt = saltIn(scope, 'database');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const network = networkOfDatabase(scope, index);
    const open = network === null || random.chance(0.3);
    return {
      id: idAt(scope, 'database', index),
      index,
      region: scope.region,
      name: `${naming.environment}-${naming.application}-db-${index + 1}`,
      createdAt: madeAt(random, index),
      engine: random.pick(['PostgreSQL-15', 'PostgreSQL-17', 'MySQL-8']),
      status: random.chance(0.9) ? 'ready' : random.pick(['locked', 'disk_full'] as const),
      nodeType: random.pick(['db-dev-s', 'db-gp-xs']),
      publicIp: open ? `195.154.${scope.regionNumber}.${(index % 254) + 1}` : null,
      port: 20_000 + random.int(5000),
      network:
        network === null
          ? null
          : {
              id: idAt(scope, 'private-network', network),
              address: privateIp(network, PART_OF_REGION, index),
            },
      highlyAvailable: random.chance(0.3),
      encrypted: random.chance(0.5),
      backup: { disabled: random.chance(0.2), retention: random.pick([7, 14, 30]) },
      acl: random.chance(0.5) ? ['0.0.0.0/0'] : ['198.51.100.0/24', '203.0.113.7/32'],
      labels: drawLabels(random, naming, revision),
    };
  };
}

export function databaseJson(
  scope: RegionScope,
): (database: ScalewayDatabase) => Record<string, unknown> {
  const { spec, region } = scope;
  return (database) => {
    const open = publicEndpoint(scope, database);
    const inside = privateEndpoint(scope, database);
    return {
      id: database.id,
      name: database.name,
      organization_id: spec.organizationId,
      project_id: spec.projectId,
      status: database.status,
      engine: database.engine,
      upgradable_version: [],
      endpoint: open,
      tags: database.labels,
      settings: [{ name: 'max_connections', value: '100' }],
      backup_schedule: {
        frequency: 24,
        retention: database.backup.retention,
        disabled: database.backup.disabled,
        next_run_at: database.backup.disabled ? null : '2026-06-02T04:00:00.501691Z',
      },
      is_ha_cluster: database.highlyAvailable,
      read_replicas: [],
      node_type: database.nodeType,
      volume: { type: 'lssd', size: 5_000_000_000, class: 'lssd' },
      init_settings: [],
      endpoints: [open, inside].filter((endpoint) => endpoint !== null),
      logs_policy: { max_age_retention: 30, total_disk_retention: null },
      backup_same_region: false,
      maintenances: [],
      encryption: { enabled: database.encrypted },
      created_at: standardTime(database.createdAt),
      region,
    };
  };
}

export function aclJson(database: ScalewayDatabase): Record<string, unknown>[] {
  return database.acl.map((ip) => ({
    ip,
    protocol: 'tcp',
    direction: 'inbound',
    action: 'allow',
    description: '',
    port: database.port,
  }));
}

function publicEndpoint(scope: RegionScope, database: ScalewayDatabase): object | null {
  if (database.publicIp === null) return null;
  const id = idAt(scope, 'public-endpoint', database.index);
  return { ip: database.publicIp, port: database.port, name: null, id, load_balancer: {} };
}

function privateEndpoint(scope: RegionScope, database: ScalewayDatabase): object | null {
  if (database.network === null) return null;
  return {
    ip: database.network.address,
    port: 5432,
    name: null,
    id: idAt(scope, 'private-endpoint', database.index),
    private_network: {
      private_network_id: database.network.id,
      service_ip: `${database.network.address}/16`,
      zone: `${scope.region}-1`,
      provisioning_mode: 'static',
    },
  };
}
