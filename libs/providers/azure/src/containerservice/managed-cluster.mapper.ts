import { integerOf, listOf, recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { armId, placement } from '../arm-id';
import { flagOf, readArmResource, stateFrom } from '../arm-resource';

const POWER_STATES: Readonly<Record<string, ResourceState>> = {
  running: 'running',
  stopped: 'stopped',
};

/** `null` when the payload has no id. */
export function toManagedCluster(raw: unknown): DiscoveredResource<'cluster'> | null {
  const resource = readArmResource(raw);
  if (resource === null) return null;
  const { properties, sku } = resource;
  const pools = listOf(properties['agentPoolProfiles']).map(recordOf);
  const power = textOf(recordOf(properties['powerState'])['code']);
  const provisioning = textOf(properties['provisioningState']);
  const publicEndpoint = hasPublicEndpoint(properties);
  return {
    ...resource.shared,
    resourceType: 'cluster',
    nativeType: 'Microsoft.ContainerService/managedClusters',
    state: stateOf(provisioning, power),
    nativeState: power ?? provisioning,
    size: textOf(sku['tier']),
    privateIps: [],
    publicIps: [],
    isPublic: publicEndpoint,
    relationships: placement(
      resource.id,
      pools.map((pool) => armId(pool['vnetSubnetID'])),
    ),
    attributes: {
      kind: 'kubernetes',
      version:
        textOf(properties['currentKubernetesVersion']) ?? textOf(properties['kubernetesVersion']),
      nodeCount: nodeCount(properties['agentPoolProfiles']),
      publicEndpoint,
    },
  };
}

/** What is being done to it, or went wrong, says more than whether it is switched on. */
function stateOf(provisioning: string | null, power: string | null): ResourceState {
  const state = stateFrom(provisioning);
  if (state === 'pending' || state === 'error') return state;
  return power === null ? state : stateFrom(power, POWER_STATES);
}

/** The API server is public unless the cluster was made private; older payloads lack the profile. */
function hasPublicEndpoint(properties: Readonly<Record<string, unknown>>): boolean | null {
  const isPrivate = flagOf(recordOf(properties['apiServerAccessProfile'])['enablePrivateCluster']);
  if (isPrivate !== null) return !isPrivate;
  return textOf(properties['fqdn']) === null ? null : true;
}

/** `null` when a pool does not say how large it is. */
function nodeCount(pools: unknown): number | null {
  if (!Array.isArray(pools)) return null;
  const counts = pools.map((pool) => integerOf(recordOf(pool)['count']));
  return counts.reduce<number | null>(
    (sum, count) => (sum === null || count === null ? null : sum + count),
    0,
  );
}
