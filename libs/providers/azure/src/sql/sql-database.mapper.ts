import { numberOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { armId, groupOf, related } from '../arm-id';
import { flagOf, partsOf, readArmResource, stateFrom } from '../arm-resource';
import { firewallIdOf } from '../database/server-firewall.mapper';
import { auditingState, readSqlServer, SQL_PORT } from './sql-server.mapper';

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
  /** Whether its server audits, and with it every database. */
  readonly serverAudits: boolean | null;
  /** Its own auditing as listed; `null` when it was not read. */
  readonly auditing: readonly unknown[] | null;
  /** Whether the server's firewall is yielded. */
  readonly hasFirewall: boolean;
}

/** `null` when the payload has no id. */
export function toSqlDatabase(
  raw: unknown,
  { server, encryption, serverAudits, auditing, hasFirewall }: SqlDatabaseContext,
): DiscoveredResource<'database'> | null {
  const resource = readArmResource(raw);
  if (resource === null) return null;
  const { properties, sku } = resource;
  const nativeState = textOf(properties['status']);
  const serverId = armId(recordOf(server)['id']);
  const { endpoint, version, publiclyAccessible, tlsRequired } = readSqlServer(server);
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
      tlsRequired,
      accessLogged: isAudited(serverAudits, auditingState(auditing)),
      backupRetentionDays: null,
      // Locks protect, and they are resources of their own.
      deletionProtection: null,
      highlyAvailable: flagOf(properties['zoneRedundant']),
      storageGib: bytes === null ? null : Math.ceil(bytes / 2 ** 30),
    },
    raw: {
      ...resource.fields,
      ...(encryption === null ? {} : { transparentDataEncryption: encryption }),
      ...(auditing === null ? {} : { auditingSettings: auditing }),
    },
  };
}

/** The `master` database, which every server has and nobody made. */
export function isSystemDatabase(raw: unknown): boolean {
  const { kind, name } = recordOf(raw);
  return (textOf(kind)?.split(',').includes('system') ?? false) || name === 'master';
}

/** Audited by its server or by itself; not audited only where both say so. */
function isAudited(byServer: boolean | null, byItself: boolean | null): boolean | null {
  if (byServer === true || byItself === true) return true;
  return byServer === false && byItself === false ? false : null;
}

function encryptionState(encryption: readonly unknown[] | null): boolean | null {
  const { state, status } = partsOf(encryption)[0]?.properties ?? {};
  // Versions before 2021 call it the status.
  return flagOf(state ?? status);
}
