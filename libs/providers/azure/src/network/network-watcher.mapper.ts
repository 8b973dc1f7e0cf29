import { textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { placement } from '../arm-id';
import { readArmResource, stateFrom } from '../arm-resource';

/** The watcher of the networks of one region. `null` when the payload has no id. */
export function toNetworkWatcher(raw: unknown): DiscoveredResource<'detector'> | null {
  const resource = readArmResource(raw);
  if (resource === null) return null;
  const nativeState = textOf(resource.properties['provisioningState']);
  const state = stateFrom(nativeState);
  return {
    ...resource.shared,
    resourceType: 'detector',
    nativeType: 'Microsoft.Network/networkWatchers',
    state,
    nativeState,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    relationships: placement(resource.id),
    attributes: {
      kind: 'network',
      // There is no switch: it is on where there is one.
      isEnabled: state === 'running' ? true : state === 'unknown' ? null : false,
      // It answers for every network of its region, but records only what its flow logs are set to.
      coversEverything: null,
    },
  };
}
