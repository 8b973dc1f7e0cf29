import { oddities } from '../testing/odd-payloads';
import { toRegistry } from './registry.mapper';

const id =
  '/subscriptions/s/resourceGroups/RG/providers/Microsoft.ContainerRegistry/registries/myRegistry';
const raw = {
  id,
  name: 'myRegistry',
  type: 'Microsoft.ContainerRegistry/registries',
  location: 'westus',
  sku: { name: 'Premium', tier: 'Premium' },
  properties: {
    loginServer: 'myregistry.azurecr.io',
    creationDate: '2018-03-28T23:59:02.5263415+00:00',
    provisioningState: 'Succeeded',
    adminUserEnabled: false,
    anonymousPullEnabled: true,
    networkRuleSet: { defaultAction: 'Allow', ipRules: [] },
    publicNetworkAccess: 'Enabled',
    encryption: {
      status: 'enabled',
      keyVaultProperties: {
        keyIdentifier: 'https://vault.vault.azure.net/keys/key',
        versionedKeyIdentifier: 'https://vault.vault.azure.net/keys/key/1',
      },
    },
  },
};
const withProperties = (properties: object): unknown => ({
  ...raw,
  properties: { ...raw.properties, ...properties },
});

describe('toRegistry', () => {
  it('reads a registry', () => {
    expect(toRegistry(raw)).toMatchObject({
      resourceId: id.toLowerCase(),
      resourceType: 'registry',
      state: 'running',
      size: 'Premium',
      isPublic: true,
      createdAt: '2018-03-28T23:59:02.526Z',
      relationships: [{ kind: 'runs_in', resourceId: '/subscriptions/s/resourcegroups/rg' }],
      attributes: {
        isPublic: true,
        scansOnPush: null,
        tagsImmutable: null,
        encryptionKeyId: 'https://vault.vault.azure.net/keys/key/1',
      },
    });
  });

  it.each([
    [{ anonymousPullEnabled: false }, false],
    [{ anonymousPullEnabled: undefined }, null],
    [{ publicNetworkAccess: 'Disabled' }, false],
    [{ networkRuleSet: { defaultAction: 'Deny' } }, false],
    [{ publicNetworkAccess: undefined }, true],
  ])('with %j lets anyone pull: %p', (properties, isPublic) => {
    expect(toRegistry(withProperties(properties))?.attributes.isPublic).toBe(isPublic);
  });

  it('names no key where Azure keeps it', () => {
    const registry = toRegistry(withProperties({ encryption: { status: 'disabled' } }));
    expect(registry?.attributes.encryptionKeyId).toBeNull();
  });

  it('survives whatever a field turns into', () => {
    expect(oddities(toRegistry, raw)).toEqual([]);
  });
});
