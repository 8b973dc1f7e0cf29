import { numberOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { armId, groupOf, related } from '../arm-id';
import { flagOf, partsOf, readArmResource, stateFrom } from '../arm-resource';
import { firewallIdOf } from '../database/server-firewall.mapper';
import { readSqlServer, SQL_PORT } from './sql-server.mapper';

/** Source: DatabaseStatus of the API's description. */
const STATES: Readonly<Record<string, ResourceState>> = {
  online: 'running',
  scaling: 'running',
  onlinechangingdwperformancetiers: 'running',
  creating: 'pending',
  copying: 'pending',
  restoring: 'pending',
  recovering: 'pending',
  resuming: 'pending',
  pausing: 'pending',
  starting: 'pending',
  stopping: 'pending',
  paused: 'stopped',
  stopped: 'stopped',
  offline: 'stopped',
  autoclosed: 'stopped',
  disabled: 'stopped',
  shutdown: 'stopped',
  inaccessible: 'error',
  suspect: 'error',
  emergencymode: 'error',
  recoverypending: 'error',
  offlinesecondary: 'stopped',
};

/** What is known of a database besides its payload. */
export interface SqlDatabaseContext {
  readonly server: unknown;
  /** Its transparent data encryption as listed; `null` when it was not read. */
  readonly encryption: readonly unknown[] | null;
  /** Whether the server's firewall is yielded. */
  readonly hasFirewall: boolean;
}

/** `null` when the payload has no id. */
export function toSqlDatabase(
  raw: unknown,
  { server, encryption, hasFirewall }: SqlDatabaseContext,
): DiscoveredResource<'database'> | null {
  const resource = readArmResource(raw);
  if (resource === null) return null;
  const { properties, sku } = resource;
  const nativeState = textOf(properties['status']);
  const serverId = armId(recordOf(server)['id']);
  const { endpoint, version, publiclyAccessible } = readSqlServer(server);
  const bytes = numberOf(properties['maxSizeBytes']);
  return {
    ...resource.shared,
    resourceType: 'database',
    nativeType: 'Microsoft.Sql/servers/databases',
    state: stateFrom(nativeState, STATES),
    nativeState,
    size: textOf(properties['currentServiceObjectiveName']) ?? textOf(sku['name']),
    privateIps: [],
    publicIps: [],
    isPublic: publiclyAccessible,
    relationships: [
      ...related('runs_in', [serverId, groupOf(resource.id)]),
      ...related('protected_by', [
        hasFirewall && serverId !== null ? firewallIdOf(serverId) : null,
      ]),
    ],
    attributes: {
      engine: 'sqlserver',
      engineVersion: version,
      endpoint,
      port: SQL_PORT,
      encryptedAtRest: encryptionState(encryption),
      publiclyAccessible,
      // A policy of its own, one request for each database.
      backupRetentionDays: null,
      // Locks protect, and they are resources of their own.
      deletionProtection: null,
      highlyAvailable: flagOf(properties['zoneRedundant']),
      storageGib: bytes === null ? null : Math.ceil(bytes / 2 ** 30),
    },
    raw: encryption === null ? raw : { ...resource.fields, transparentDataEncryption: encryption },
  };
}

/** The `master` database, which every server has and nobody made. */
export function isSystemDatabase(raw: unknown): boolean {
  const { kind, name } = recordOf(raw);
  return (textOf(kind)?.split(',').includes('system') ?? false) || name === 'master';
}

function encryptionState(encryption: readonly unknown[] | null): boolean | null {
  const { state, status } = partsOf(encryption)[0]?.properties ?? {};
  // Versions before 2021 call it the status.
  return flagOf(state ?? status);
}
