import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { regionAt } from './catalogue';
import { drawTagNames, timestamp } from './identifiers';
import { dropletNumber, idOf, vpcOf, vpcUuid } from './scope';
import type { DigitalOceanScope } from './scope';

export interface TrustedSource {
  readonly uuid: string;
  readonly cluster_uuid: string;
  readonly type: 'ip_addr' | 'droplet' | 'tag' | 'k8s';
  readonly value: string;
  readonly created_at: string;
}

export interface DigitalOceanDatabase extends EmulatedItem {
  readonly region: string;
  readonly created: string;
  readonly engine: 'pg' | 'mysql' | 'valkey' | 'mongodb';
  readonly version: string;
  readonly semanticVersion: string;
  readonly nodes: number;
  readonly size: string;
  readonly status: 'online' | 'creating' | 'resizing';
  readonly vpcUuid: string;
  readonly host: string;
  readonly password: string;
  /** None lets anyone on the Internet in. */
  readonly trustedSources: readonly TrustedSource[];
  readonly databaseTags: readonly string[] | null;
}

const ENGINES = [
  { engine: 'pg', version: '16', semanticVersion: '16.4', scheme: 'postgres' },
  { engine: 'mysql', version: '8', semanticVersion: '8.0.35', scheme: 'mysql' },
  { engine: 'valkey', version: '8', semanticVersion: '8.1.1', scheme: 'rediss' },
  { engine: 'mongodb', version: '7.0', semanticVersion: '7.0.12', scheme: 'mongodb+srv' },
] as const;

export const DATABASE_PORT = 25060;

export function databaseGenerator(scope: DigitalOceanScope): Generate<DigitalOceanDatabase> {
  const salt = saltOf(scope.seed, scope.account, 'database');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const id = idOf(scope, 'database', index);
    const name = `${naming.environment}-${naming.application}-db-${index + 1}`;
    const { engine, version, semanticVersion } = random.pick(ENGINES);
    const created = timestamp(random.time());
    const tags = drawTagNames(random, naming, revision);
    return {
      id,
      region: regionAt(vpcOf(scope, index)).slug,
      name,
      created,
      engine,
      version,
      semanticVersion,
      nodes: random.pick([1, 1, 2, 3]),
      size: random.pick(['db-s-1vcpu-1gb', 'db-s-2vcpu-4gb', 'gd-2vcpu-8gb']),
      status: random.chance(0.93) ? 'online' : random.pick(['creating', 'resizing'] as const),
      vpcUuid: vpcUuid(scope, index),
      host: `${name}-do-user-19081923-0.k.db.ondigitalocean.com`,
      password: `AVNS_EXAMPLE${random.hex(16)}`,
      trustedSources: drawSources(random, scope, id, created),
      databaseTags: tags.length === 0 ? null : tags,
    };
  };
}

export function databaseJson(database: DigitalOceanDatabase): Record<string, unknown> {
  const { engine, host, password } = database;
  const { scheme = engine } = ENGINES.find((each) => each.engine === engine) ?? {};
  const connection = (at: string): Record<string, unknown> => ({
    uri: `${scheme}://doadmin:${password}@${at}:${DATABASE_PORT}/defaultdb?sslmode=require`,
    database: 'defaultdb',
    host: at,
    port: DATABASE_PORT,
    user: 'doadmin',
    password,
    ssl: true,
  });
  return {
    id: database.id,
    name: database.name,
    engine,
    version: database.version,
    semantic_version: database.semanticVersion,
    connection: connection(host),
    private_connection: connection(`private-${host}`),
    users: [{ name: 'doadmin', role: 'primary', password }],
    // Caches have no databases to name.
    db_names: engine === 'valkey' ? null : ['defaultdb'],
    num_nodes: database.nodes,
    region: database.region,
    status: database.status,
    created_at: database.created,
    maintenance_window: { day: 'saturday', hour: '08:45:12', pending: false, description: [] },
    size: database.size,
    tags: database.databaseTags,
    private_network_uuid: database.vpcUuid,
    project_id: '9cc10173-e9ea-4176-9dbc-a4cee4c4ff30',
    version_end_of_life: '2028-11-09T00:00:00Z',
    version_end_of_availability: '2028-05-09T00:00:00Z',
    storage_size_mib: 61440,
  };
}

/** A third of the clusters trust everyone, and some say so in so many words. */
function drawSources(
  random: ItemRandom,
  scope: DigitalOceanScope,
  cluster: string,
  created: string,
): TrustedSource[] {
  const source = (type: TrustedSource['type'], value: string): TrustedSource => {
    const hex = random.hex(32);
    const uuid = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
    return {
      uuid: [...uuid, hex.slice(20)].join('-'),
      cluster_uuid: cluster,
      type,
      value,
      created_at: created,
    };
  };
  const share = random.int(100);
  if (share < 30) return [];
  if (share < 36) return [source('ip_addr', '0.0.0.0/0')];
  return [
    source('ip_addr', '203.0.113.7'),
    ...(random.chance(0.4) ? [source('tag', 'env:prod')] : []),
    ...(scope.counts.droplets > 0 ? [source('droplet', String(dropletNumber(scope, 0)))] : []),
    ...(scope.counts.kubernetesClusters > 0
      ? [source('k8s', idOf(scope, 'kubernetes-cluster', 0))]
      : []),
  ];
}
