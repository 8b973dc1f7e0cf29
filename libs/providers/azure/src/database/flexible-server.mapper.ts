import { integerOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { armId, placement, related } from '../arm-id';
import { flagOf, readArmResource, stateFrom } from '../arm-resource';
import type { FlexibleServerKind } from './flexible-servers';
import { firewallIdOf } from './server-firewall.mapper';

const STATES: Readonly<Record<string, ResourceState>> = {
  ready: 'running',
  updating: 'running',
  starting: 'pending',
  stopping: 'pending',
  dropping: 'pending',
  provisioning: 'pending',
  stopped: 'stopped',
  disabled: 'stopped',
  inaccessible: 'error',
};

/**
 * A PostgreSQL or MySQL flexible server, which is the database people run. `null` without an id.
 * @param hasFirewall whether its firewall is yielded beside it
 */
export function toFlexibleServer(
  raw: unknown,
  kind: FlexibleServerKind,
  hasFirewall: boolean,
): DiscoveredResource<'database'> | null {
  const resource = readArmResource(raw);
  if (resource === null) return null;
  const { properties, sku } = resource;
  const network = recordOf(properties['network']);
  const nativeState = textOf(properties['state']);
  const publiclyAccessible = isPublicServer(raw);
  const highAvailability = textOf(recordOf(properties['highAvailability'])['mode'])?.toLowerCase();
  return {
    ...resource.shared,
    resourceType: 'database',
    nativeType: kind.nativeType,
    zone: textOf(properties['availabilityZone']),
    state: stateFrom(nativeState, STATES),
    nativeState,
    size: textOf(sku['name']),
    privateIps: [],
    publicIps: [],
    isPublic: publiclyAccessible,
    relationships: [
      ...placement(resource.id, [armId(network['delegatedSubnetResourceId'])]),
      ...related('protected_by', [hasFirewall ? firewallIdOf(resource.id) : null]),
    ],
    attributes: {
      engine: kind.engine,
      engineVersion: textOf(properties['version']),
      endpoint: textOf(properties['fullyQualifiedDomainName']),
      port: kind.port,
      // Always, with the platform's key where no other is named, and it cannot be switched off:
      // https://learn.microsoft.com/azure/postgresql/flexible-server/concepts-data-encryption
      // https://learn.microsoft.com/azure/mysql/flexible-server/concepts-customer-managed-key
      encryptedAtRest: true,
      publiclyAccessible,
      tlsRequired: null,
      accessLogged: null,
      backupRetentionDays: integerOf(recordOf(properties['backup'])['backupRetentionDays']),
      // Locks protect, and they are resources of their own.
      deletionProtection: null,
      highlyAvailable: highAvailability === undefined ? null : highAvailability !== 'disabled',
      storageGib: integerOf(recordOf(properties['storage'])['storageSizeGB']),
    },
  };
}

/** Whether the server has a public endpoint; one in a subnet of its own never has. */
export function isPublicServer(raw: unknown): boolean | null {
  const network = recordOf(recordOf(recordOf(raw)['properties'])['network']);
  if (armId(network['delegatedSubnetResourceId']) !== null) return false;
  return flagOf(network['publicNetworkAccess']);
}
