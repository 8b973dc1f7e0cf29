import type { Generate } from '../estate/collection';
import { drawItem, drawTags, idOf, locationOf, nameOf } from './arm-names';
import type { AzureScope } from './arm-names';
import type { AzureItem } from './compute.items';

export interface AzureStorageAccount extends AzureItem {
  readonly created: string;
  readonly sku: string;
  readonly httpsOnly: boolean;
  /** Null: an account from before there was the setting. */
  readonly minimumTls: 'TLS1_0' | 'TLS1_2' | null;
  readonly publicBlobs: boolean | null;
  readonly publicAccess: 'Enabled' | 'Disabled' | null;
  readonly vaultKey: boolean;
}

/** Of four accounts one may have public blobs, and one is of an old kind. */
export function storageAccountGenerator(scope: AzureScope): Generate<AzureStorageAccount> {
  return (index, revision) => {
    const { random, naming } = drawItem(scope, 'storage-account', index);
    const old = index % 4 === 3;
    return {
      id: idOf(scope, 'storage-account', index),
      region: locationOf(index),
      name: nameOf(scope, 'storage-account', index),
      created: `${random.time().toISOString().slice(0, 19)}.4540398Z`,
      sku: random.pick(['Standard_LRS', 'Standard_GRS', 'Standard_ZRS']),
      httpsOnly: !old,
      minimumTls: old ? null : random.chance(0.8) ? 'TLS1_2' : 'TLS1_0',
      publicBlobs: old ? null : index % 4 === 0,
      publicAccess: old ? null : random.chance(0.3) ? 'Disabled' : 'Enabled',
      vaultKey: random.chance(0.3),
      tags: drawTags(random, naming, revision),
    };
  };
}

export function storageAccountJson(account: AzureStorageAccount): Record<string, unknown> {
  const services = { keyType: 'Account', enabled: true, lastEnabledTime: account.created };
  return {
    sku: { name: account.sku, tier: 'Standard' },
    kind: account.minimumTls === null ? 'Storage' : 'StorageV2',
    id: account.id,
    name: account.name,
    type: 'Microsoft.Storage/storageAccounts',
    location: account.region,
    tags: account.tags,
    properties: {
      keyCreationTime: { key1: account.created, key2: account.created },
      privateEndpointConnections: [],
      ...(account.minimumTls === null ? {} : { minimumTlsVersion: account.minimumTls }),
      ...(account.publicBlobs === null ? {} : { allowBlobPublicAccess: account.publicBlobs }),
      ...(account.publicAccess === null ? {} : { publicNetworkAccess: account.publicAccess }),
      networkAcls: {
        bypass: 'AzureServices',
        virtualNetworkRules: [],
        ipRules: [],
        defaultAction: 'Allow',
      },
      supportsHttpsTrafficOnly: account.httpsOnly,
      encryption: {
        services: { file: services, blob: services },
        ...(account.vaultKey
          ? {
              keySource: 'Microsoft.Keyvault',
              keyvaultproperties: {
                keyname: 'storage',
                keyversion: '',
                keyvaulturi: 'https://demo-vault.vault.azure.net/',
                currentVersionedKeyIdentifier:
                  'https://demo-vault.vault.azure.net/keys/storage/f7ab7c1b5d0f4d5ab6a1f9a6c1c5b0de',
              },
            }
          : { keySource: 'Microsoft.Storage' }),
      },
      provisioningState: 'Succeeded',
      creationTime: account.created,
      primaryEndpoints: {
        blob: `https://${account.name}.blob.core.windows.net/`,
        file: `https://${account.name}.file.core.windows.net/`,
      },
      primaryLocation: account.region,
      statusOfPrimary: 'available',
    },
  };
}
