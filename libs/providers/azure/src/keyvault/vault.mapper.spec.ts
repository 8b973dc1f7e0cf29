import { oddities } from '../testing/odd-payloads';
import { toVault } from './vault.mapper';

const id = '/subscriptions/s/resourceGroups/Sample-RG/providers/Microsoft.KeyVault/vaults/sample';
const raw = {
  id,
  name: 'sample',
  type: 'Microsoft.KeyVault/vaults',
  location: 'westus',
  tags: { team: 'a' },
  systemData: { createdAt: '2020-01-01T12:00:00.0000000Z' },
  properties: {
    sku: { family: 'A', name: 'premium' },
    tenantId: '00000000-0000-0000-0000-000000000000',
    accessPolicies: [],
    networkAcls: {
      bypass: 'AzureServices',
      defaultAction: 'Deny',
      ipRules: [{ value: '1.2.3.4/32' }],
    },
    enableSoftDelete: true,
    enablePurgeProtection: true,
    vaultUri: 'https://sample.vault.azure.net/',
    provisioningState: 'Succeeded',
    publicNetworkAccess: 'Enabled',
  },
};
const withProperties = (properties: object): unknown => ({
  ...raw,
  properties: { ...raw.properties, ...properties },
});

describe('toVault', () => {
  it('reads a vault', () => {
    expect(toVault(raw)).toMatchObject({
      resourceId: id.toLowerCase(),
      resourceType: 'secret_store',
      nativeType: 'Microsoft.KeyVault/vaults',
      state: 'running',
      size: 'premium',
      isPublic: true,
      createdAt: '2020-01-01T12:00:00.000Z',
      relationships: [{ kind: 'runs_in', resourceId: '/subscriptions/s/resourcegroups/sample-rg' }],
      attributes: { kind: 'vault', publicAccessAllowed: false, purgeProtected: true },
    });
  });

  it.each([
    [{ networkAcls: { defaultAction: 'Allow' } }, true, true],
    [{ networkAcls: undefined }, true, true],
    [{ networkAcls: undefined, publicNetworkAccess: undefined }, true, true],
    [{ publicNetworkAccess: 'Disabled' }, false, false],
    [{ networkAcls: { defaultAction: 'Perhaps' } }, true, null],
    [{ publicNetworkAccess: 'SecuredByPerimeter' }, null, null],
  ])('with %j is public: %p, and open to every address: %p', (properties, isPublic, open) => {
    const vault = toVault(withProperties(properties));
    expect(vault?.isPublic).toBe(isPublic);
    expect(vault?.attributes.publicAccessAllowed).toBe(open);
  });

  it('is not protected from purging until that is switched on, and unknown when nothing is told', () => {
    const silent = toVault(withProperties({ enablePurgeProtection: undefined }));
    expect(silent?.attributes.purgeProtected).toBe(false);
    expect(toVault({ id, properties: {} })?.attributes).toMatchObject({
      publicAccessAllowed: null,
      purgeProtected: null,
    });
  });

  it('survives whatever a field turns into', () => {
    expect(oddities(toVault, raw)).toEqual([]);
  });
});
