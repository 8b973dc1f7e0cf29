import { oddities } from '../testing/odd-payloads';
import { toStorageAccount } from './storage-account.mapper';

const id =
  '/subscriptions/ea42f556-5106-4743-99b0-c129bfa71a47/resourceGroups/test_storage/providers/Microsoft.Storage/storageAccounts/cctstoragevbnu36vrszu5c';

const raw = {
  sku: { name: 'Standard_LRS', tier: 'Standard' },
  kind: 'StorageV2',
  id,
  name: 'cctstoragevbnu36vrszu5c',
  location: 'southcentralus',
  tags: {},
  properties: {
    minimumTlsVersion: 'TLS1_0',
    allowBlobPublicAccess: false,
    supportsHttpsTrafficOnly: true,
    encryption: {
      keySource: 'Microsoft.Keyvault',
      keyvaultproperties: {
        keyname: 'key',
        keyvaulturi: 'https://myvault.vault.azure.net/',
        currentVersionedKeyIdentifier: 'https://myvault.vault.azure.net/keys/key/0123',
      },
    },
    provisioningState: 'Succeeded',
    creationTime: '2025-01-10T17:17:38.0400032Z',
    primaryEndpoints: { blob: 'https://cctstoragevbnu36vrszu5c.blob.core.windows.net/' },
    publicNetworkAccess: 'Disabled',
  },
};
const withProperties = (properties: object): unknown => ({
  ...raw,
  properties: { ...raw.properties, ...properties },
});

describe('toStorageAccount', () => {
  it('reads an account', () => {
    expect(toStorageAccount(raw)).toMatchObject({
      resourceId: id.toLowerCase(),
      state: 'running',
      size: 'Standard_LRS',
      isPublic: false,
      createdAt: '2025-01-10T17:17:38.040Z',
      attributes: {
        publicAccessAllowed: false,
        httpsOnly: true,
        minimumTlsVersion: '1.0',
        encryptionKeyId: 'https://myvault.vault.azure.net/keys/key/0123',
      },
    });
  });

  it('does not observe what accounts of an old kind do not have', () => {
    const old = { id, properties: { supportsHttpsTrafficOnly: false, primaryEndpoints: {} } };
    expect(toStorageAccount(old)).toMatchObject({
      isPublic: true,
      attributes: {
        publicAccessAllowed: null,
        httpsOnly: false,
        minimumTlsVersion: null,
        encryptionKeyId: null,
      },
    });
    expect(toStorageAccount({ id })?.isPublic).toBeNull();
  });

  it('names a key without its version where none is told', () => {
    const keyvaultproperties = { keyname: 'key', keyvaulturi: 'https://v.vault.azure.net/' };
    const account = toStorageAccount(withProperties({ encryption: { keyvaultproperties } }));
    expect(account?.attributes.encryptionKeyId).toBe('https://v.vault.azure.net/keys/key');
  });

  it('is not known to be public behind a perimeter', () => {
    const behind = withProperties({ publicNetworkAccess: 'SecuredByPerimeter' });
    expect(toStorageAccount(behind)?.isPublic).toBeNull();
  });

  it('survives whatever a field turns into', () => {
    expect(oddities(toStorageAccount, raw)).toEqual([]);
  });
});
