import type { Generate } from '../estate/collection';
import { drawItem, drawTags, idOf, locationOf, nameOf } from './arm-names';
import type { AzureScope } from './arm-names';
import type { AzureItem } from './compute.items';

export interface AzureVault extends AzureItem {
  readonly created: string;
  /** Null: never switched on, and then the service leaves the field out. */
  readonly purgeProtected: true | null;
  /** Null: a vault from before there was the switch. */
  readonly publicAccess: 'Enabled' | 'Disabled' | null;
  readonly firewall: 'Allow' | 'Deny' | null;
}

/** Of three vaults one is open and unprotected, one is closed by its firewall, one is old. */
export function vaultGenerator(scope: AzureScope): Generate<AzureVault> {
  return (index, revision) => {
    const { random, naming } = drawItem(scope, 'vault', index);
    return {
      id: idOf(scope, 'vault', index),
      region: locationOf(index),
      name: nameOf(scope, 'vault', index),
      created: `${random.time().toISOString().slice(0, 19)}.456Z`,
      purgeProtected: index % 3 === 1 ? true : null,
      publicAccess: index % 3 === 2 ? null : random.chance(0.2) ? 'Disabled' : 'Enabled',
      firewall: index % 3 === 0 ? 'Allow' : index % 3 === 1 ? 'Deny' : null,
      tags: drawTags(random, naming, revision),
    };
  };
}

export function vaultJson(vault: AzureVault): Record<string, unknown> {
  return {
    id: vault.id,
    name: vault.name,
    type: 'Microsoft.KeyVault/vaults',
    location: vault.region,
    tags: vault.tags,
    systemData: {
      createdBy: 'admin@demo.example',
      createdByType: 'User',
      createdAt: vault.created,
      lastModifiedBy: 'admin@demo.example',
      lastModifiedByType: 'User',
      lastModifiedAt: vault.created,
    },
    properties: {
      sku: { family: 'A', name: 'standard' },
      tenantId: '31c75423-32d6-4322-88b7-c478bdde4858',
      accessPolicies: [],
      ...(vault.firewall === null
        ? {}
        : {
            networkAcls: {
              bypass: 'AzureServices',
              defaultAction: vault.firewall,
              ipRules: vault.firewall === 'Deny' ? [{ value: '198.51.100.0/24' }] : [],
              virtualNetworkRules: [],
            },
          }),
      enabledForDeployment: false,
      enabledForDiskEncryption: false,
      enabledForTemplateDeployment: false,
      enableSoftDelete: true,
      softDeleteRetentionInDays: 90,
      enableRbacAuthorization: true,
      ...(vault.purgeProtected === null ? {} : { enablePurgeProtection: true }),
      vaultUri: `https://${vault.name}.vault.azure.net/`,
      provisioningState: 'Succeeded',
      ...(vault.publicAccess === null ? {} : { publicNetworkAccess: vault.publicAccess }),
    },
  };
}
