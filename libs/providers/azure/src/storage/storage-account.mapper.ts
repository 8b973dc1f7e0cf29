import { recordOf, textOf, tlsVersionOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { placement } from '../arm-id';
import { flagOf, readArmResource, stateFrom } from '../arm-resource';

/** `null` when the payload has no id. */
export function toStorageAccount(raw: unknown): DiscoveredResource<'storage_account'> | null {
  const resource = readArmResource(raw);
  if (resource === null) return null;
  const { properties, sku } = resource;
  const nativeState = textOf(properties['provisioningState']);
  return {
    ...resource.shared,
    resourceType: 'storage_account',
    nativeType: 'Microsoft.Storage/storageAccounts',
    state: stateFrom(nativeState, {
      succeeded: 'running',
      creating: 'pending',
      resolvingdns: 'pending',
    }),
    nativeState,
    size: textOf(sku['name']),
    privateIps: [],
    publicIps: [],
    isPublic: isPublic(properties),
    relationships: placement(resource.id),
    attributes: {
      // Without the field it depends on the account's age, which ARM decides and does not tell.
      publicAccessAllowed: flagOf(properties['allowBlobPublicAccess']),
      httpsOnly: flagOf(properties['supportsHttpsTrafficOnly']),
      minimumTlsVersion: tlsVersionOf(properties['minimumTlsVersion']),
      encryptionKeyId: keyOf(properties['encryption']),
    },
  };
}

/** Its endpoints are public until public network access is switched off. */
function isPublic(properties: Readonly<Record<string, unknown>>): boolean | null {
  const access = flagOf(properties['publicNetworkAccess']);
  if (access !== null) return access;
  // Accounts from before that switch do not have the field.
  const before = properties['publicNetworkAccess'] == null && 'primaryEndpoints' in properties;
  return before ? true : null;
}

/** The key in a vault, with its version where it is told; `null` when Azure keeps the key. */
function keyOf(encryption: unknown): string | null {
  const { currentVersionedKeyIdentifier, keyvaulturi, keyname } = recordOf(
    recordOf(encryption)['keyvaultproperties'],
  );
  const vault = textOf(keyvaulturi)?.replace(/\/+$/, '') ?? null;
  const name = textOf(keyname);
  const versionless = vault === null || name === null ? null : `${vault}/keys/${name}`;
  return textOf(currentVersionedKeyIdentifier) ?? versionless;
}
