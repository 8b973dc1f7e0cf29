import { recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { placement, related } from '../arm-id';
import { flagOf, partsOf, readArmResource, stateFrom } from '../arm-resource';
import { firewallIdOf } from '../database/server-firewall.mapper';

/** The port of every Azure SQL endpoint. */
export const SQL_PORT = 1433;

const STATES: Readonly<Record<string, ResourceState>> = {
  ready: 'running',
  disabled: 'stopped',
};

/** What is known of a server besides its payload. */
export interface SqlServerContext {
  /** Whether its firewall is yielded beside it. */
  readonly hasFirewall: boolean;
  /** Its auditing as listed; `null` when it was not read. */
  readonly auditing: readonly unknown[] | null;
}

/**
 * A logical server: the endpoint, firewall and version that its databases share. What each database
 * decides by itself is `null` here. `null` without an id.
 */
export function toSqlServer(
  raw: unknown,
  { hasFirewall, auditing }: SqlServerContext,
): DiscoveredResource<'database'> | null {
  const resource = readArmResource(raw);
  if (resource === null) return null;
  const nativeState = textOf(resource.properties['state']);
  const server = readSqlServer(raw);
  return {
    ...resource.shared,
    resourceType: 'database',
    nativeType: 'Microsoft.Sql/servers',
    state: stateFrom(nativeState, STATES),
    nativeState,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: server.publiclyAccessible,
    relationships: [
      ...placement(resource.id),
      ...related('protected_by', [hasFirewall ? firewallIdOf(resource.id) : null]),
    ],
    attributes: {
      engine: 'sqlserver',
      engineVersion: server.version,
      endpoint: server.endpoint,
      port: SQL_PORT,
      encryptedAtRest: null,
      publiclyAccessible: server.publiclyAccessible,
      tlsRequired: server.tlsRequired,
      accessLogged: auditingState(auditing),
      backupRetentionDays: null,
      // Locks protect, and they are resources of their own.
      deletionProtection: null,
      highlyAvailable: null,
      storageGib: null,
    },
    raw: auditing === null ? raw : { ...resource.fields, auditingSettings: auditing },
  };
}

/** What a server's databases take over from it. */
export interface SqlServer {
  readonly endpoint: string | null;
  readonly version: string | null;
  readonly publiclyAccessible: boolean | null;
  readonly tlsRequired: boolean | null;
}

/** Reads it from the server's payload. */
export function readSqlServer(raw: unknown): SqlServer {
  const properties = recordOf(recordOf(raw)['properties']);
  return {
    endpoint: textOf(properties['fullyQualifiedDomainName']),
    version: textOf(properties['version']),
    publiclyAccessible: flagOf(properties['publicNetworkAccess']),
    tlsRequired: requiresTls(properties['minimalTlsVersion']),
  };
}

/**
 * Connections without encryption are let in until a least version is set.
 * Source: https://learn.microsoft.com/azure/azure-sql/database/connectivity-settings
 */
function requiresTls(minimalVersion: unknown): boolean | null {
  const version = textOf(minimalVersion)?.toLowerCase() ?? null;
  if (version === 'none') return false;
  return version !== null && /^1\.\d$/.test(version) ? true : null;
}

/** Whether auditing is on, by the settings as listed. */
export function auditingState(settings: readonly unknown[] | null): boolean | null {
  return flagOf(partsOf(settings)[0]?.properties['state']);
}
