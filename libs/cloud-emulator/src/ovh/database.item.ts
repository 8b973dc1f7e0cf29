import type { Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { ENGINES, type OvhEngine } from './catalogue';
import type { OvhProjectItem } from './compute.item';
import { placeIn, type OvhPlace } from './network.item';
import { parisTime, projectAt, regionsWith, uuidAt, type OvhScope } from './ovh-scope';

export interface OvhDatabase extends OvhProjectItem {
  readonly region: string;
  readonly engine: OvhEngine;
  readonly nodes: number;
  readonly place: OvhPlace | null;
  readonly allowed: readonly string[];
  readonly retentionDays: number;
  readonly protected: boolean;
  readonly diskGb: number;
  readonly created: string;
}

/** Databases name their regions more broadly than networks do: `GRA` for `GRA11`. */
export function databaseGenerator(
  scope: OvhScope,
  salt: number,
  hasNetwork: (network: number) => boolean,
): Generate<OvhDatabase> {
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const project = projectAt(scope, index);
    const region = random.pick(regionsWith(scope, project, 'network')).name;
    const isPrivate = random.chance(0.5);
    const weakness = random.int(100);
    return {
      id: uuidAt(salt, index),
      project,
      region: region.replace(/\d+$/, ''),
      name: `${naming.environment}-${naming.application}-db-${index + 1}`,
      engine: random.pick(ENGINES),
      nodes: random.pick([1, 1, 2, 3]),
      place: isPrivate ? placeIn(scope, project, region, hasNetwork) : null,
      allowed:
        weakness < 30 ? ['0.0.0.0/0'] : weakness < 80 ? ['198.51.100.0/24', '192.0.2.10/32'] : [],
      retentionDays: random.pick([2, 14, 30]),
      protected: random.chance(0.4),
      diskGb: random.pick([80, 160, 320]) + revision,
      created: parisTime(random.time()),
    };
  };
}

export function databaseJson(database: OvhDatabase): Record<string, unknown> {
  const { engine, place, id, region } = database;
  const host = `${engine.engine}-${id.slice(0, 8)}-o${id.slice(9, 13)}.database.cloud.ovh.net`;
  const endpoint = (component: string): unknown => ({
    component,
    domain: host,
    path: null,
    port: engine.port,
    scheme: engine.scheme,
    ssl: true,
    sslMode: 'require',
    uri: `${engine.scheme}://<username>:<password>@${host}:${engine.port}/defaultdb?sslmode=require`,
  });
  const isPostgres = engine.engine === 'postgresql' && database.nodes > 1;
  return {
    id,
    createdAt: database.created,
    plan: ['essential', 'business', 'enterprise'][database.nodes - 1] ?? 'enterprise',
    engine: engine.engine,
    category: engine.category,
    description: database.name,
    status: 'READY',
    version: engine.version,
    flavor: 'db1-7',
    nodeNumber: database.nodes,
    nodes: Array.from({ length: database.nodes }, (_, node) => ({
      id: uuidAt(saltOf(id, 'node'), node),
      name: `${host.split('.')[0]}-${node}`,
      region,
      flavor: 'db1-7',
      port: engine.port,
      status: 'READY',
      createdAt: database.created,
      role: engine.engine === 'mongodb' ? 'STANDARD' : null,
    })),
    networkType: place === null ? 'public' : 'private',
    networkId: place?.network ?? null,
    subnetId: place?.subnet ?? null,
    ipRestrictions: database.allowed.map((ip) => ({ ip, description: '', status: 'READY' })),
    endpoints: isPostgres
      ? [endpoint('postgresqlRead'), endpoint('postgresql')]
      : [endpoint(engine.engine)],
    backupTime: '02:30:00',
    backups: engine.backups
      ? { pitr: null, regions: [region], retentionDays: database.retentionDays, time: '02:30:00' }
      : null,
    maintenanceTime: '03:00:00',
    capabilities: { users: { create: 'enabled', read: 'enabled' } },
    deletionProtection: database.protected,
    enablePrometheus: false,
    disk: { size: database.diskGb, type: 'high-speed' },
    storage: { type: 'high-speed', size: { unit: 'GB', value: database.diskGb } },
  };
}
