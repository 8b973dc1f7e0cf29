import { recordOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { placement } from '../arm-id';
import { flagOf, readArmResource, stateFrom } from '../arm-resource';

type Fields = Readonly<Record<string, unknown>>;

/**
 * A vault; the keys, secrets and certificates in it are data, which reading does not reach. `null` when
 * the payload has no id.
 */
export function toVault(raw: unknown): DiscoveredResource<'secret_store'> | null {
  const resource = readArmResource(raw);
  if (resource === null) return null;
  const { properties } = resource;
  const nativeState = textOf(properties['provisioningState']);
  return {
    ...resource.shared,
    resourceType: 'secret_store',
    nativeType: 'Microsoft.KeyVault/vaults',
    state: stateFrom(nativeState, { succeeded: 'running', registeringdns: 'pending' }),
    nativeState,
    size: textOf(recordOf(properties['sku'])['name']),
    privateIps: [],
    publicIps: [],
    isPublic: hasPublicEndpoint(properties),
    relationships: placement(resource.id),
    attributes: {
      kind: 'vault',
      encryptionKeyId: null,
      rotates: null,
      lastChangedAt: null,
      publicAccessAllowed: letsAnyAddressIn(properties),
      purgeProtected: isPurgeProtected(properties),
    },
  };
}

/** Vaults from before the switch do not have the field, and are public. */
function hasPublicEndpoint(properties: Fields): boolean | null {
  const { publicNetworkAccess, vaultUri } = properties;
  if (publicNetworkAccess == null) return textOf(vaultUri) === null ? null : true;
  return flagOf(publicNetworkAccess);
}

/** Whether its firewall lets every address in, as it does where nobody set one. */
function letsAnyAddressIn(properties: Fields): boolean | null {
  const endpoint = hasPublicEndpoint(properties);
  if (endpoint !== true || properties['networkAcls'] == null) return endpoint;
  const action = textOf(recordOf(properties['networkAcls'])['defaultAction'])?.toLowerCase();
  if (action === 'deny') return false;
  return action === 'allow' ? true : null;
}

/**
 * Protection from purging can only ever be switched on, and the field is left out until it is.
 * Source: https://learn.microsoft.com/rest/api/keyvault/keyvault/vaults/list-by-subscription
 */
function isPurgeProtected({ enablePurgeProtection, vaultUri }: Fields): boolean | null {
  if (enablePurgeProtection != null) return flagOf(enablePurgeProtection);
  return textOf(vaultUri) === null ? null : false;
}
