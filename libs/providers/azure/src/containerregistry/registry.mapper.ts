import { recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { placement } from '../arm-id';
import { flagOf, readArmResource, stateFrom } from '../arm-resource';

/** `null` when the payload has no id. */
export function toRegistry(raw: unknown): DiscoveredResource<'registry'> | null {
  const resource = readArmResource(raw);
  if (resource === null) return null;
  const { properties, sku } = resource;
  const nativeState = textOf(properties['provisioningState']);
  const endpoint = flagOf(properties['publicNetworkAccess']);
  const anonymous = flagOf(properties['anonymousPullEnabled']);
  const encryption = recordOf(recordOf(properties['encryption'])['keyVaultProperties']);
  return {
    ...resource.shared,
    resourceType: 'registry',
    nativeType: 'Microsoft.ContainerRegistry/registries',
    state: stateFrom(nativeState),
    nativeState,
    size: textOf(sku['name']),
    privateIps: [],
    publicIps: [],
    isPublic: endpoint,
    relationships: placement(resource.id),
    attributes: {
      // Nobody pulls from a registry that cannot be reached.
      isPublic: endpoint === false || isClosed(properties['networkRuleSet']) ? false : anonymous,
      // Defender does that, for the whole subscription.
      scansOnPush: null,
      // Repositories and tags are locked one by one, which is data.
      tagsImmutable: null,
      encryptionKeyId:
        textOf(encryption['versionedKeyIdentifier']) ?? textOf(encryption['keyIdentifier']),
    },
  };
}

/** Whether its firewall lets in only who it names. */
function isClosed(rules: unknown): boolean {
  return textOf(recordOf(rules)['defaultAction'])?.toLowerCase() === 'deny';
}
