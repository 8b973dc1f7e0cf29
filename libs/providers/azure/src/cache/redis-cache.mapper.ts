import { integerOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { armId, placement } from '../arm-id';
import { flagOf, readArmResource, stateFrom } from '../arm-resource';

type Fields = Readonly<Record<string, unknown>>;

/** Source: ProvisioningState of the API's description. */
const STATES: Readonly<Record<string, ResourceState>> = {
  succeeded: 'running',
  updating: 'running',
  scaling: 'running',
  linking: 'running',
  unlinking: 'running',
  configuringaad: 'running',
  creating: 'pending',
  provisioning: 'pending',
  deleting: 'pending',
  unprovisioning: 'pending',
  disabled: 'stopped',
  failed: 'error',
  recoveringscalefailure: 'error',
};

/** `null` when the payload has no id. */
export function toRedisCache(raw: unknown): DiscoveredResource<'database'> | null {
  const resource = readArmResource(raw);
  if (resource === null) return null;
  const { properties } = resource;
  const nativeState = textOf(properties['provisioningState']);
  const sku = recordOf(properties['sku']);
  const subnet = armId(properties['subnetId']);
  const plain = flagOf(properties['enableNonSslPort']);
  // A cache inside a network has no public endpoint.
  const publiclyAccessible = subnet === null ? flagOf(properties['publicNetworkAccess']) : false;
  const tier = textOf(sku['name']);
  return {
    ...resource.shared,
    resourceType: 'database',
    nativeType: 'Microsoft.Cache/redis',
    state: stateFrom(nativeState, STATES),
    nativeState,
    size: sizeOf(sku),
    privateIps: [],
    publicIps: [],
    isPublic: publiclyAccessible,
    relationships: placement(resource.id, [subnet]),
    attributes: {
      engine: 'redis',
      engineVersion: textOf(properties['redisVersion']),
      endpoint: textOf(properties['hostName']),
      port: integerOf(properties['sslPort']),
      // Its data is in memory, and nothing is told of the disks beneath.
      encryptedAtRest: null,
      publiclyAccessible,
      tlsRequired: plain === null ? null : !plain,
      accessLogged: null,
      backupRetentionDays: null,
      // Locks protect, and they are resources of their own.
      deletionProtection: null,
      // Every tier but the basic one has a replica that takes over.
      highlyAvailable: tier === null ? null : tier.toLowerCase() !== 'basic',
      storageGib: null,
    },
  };
}

/** `Standard C1`, as price lists write it; the tier alone where the rest is not told. */
function sizeOf({ name, family, capacity }: Fields): string | null {
  const tier = textOf(name);
  const [letter, number] = [textOf(family), integerOf(capacity)];
  return tier === null || letter === null || number === null ? tier : `${tier} ${letter}${number}`;
}
