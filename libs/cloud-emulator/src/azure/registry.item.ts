import type { Generate } from '../estate/collection';
import { drawItem, drawTags, idOf, locationOf, nameOf } from './arm-names';
import type { AzureScope } from './arm-names';
import type { AzureItem } from './compute.items';

export interface AzureRegistry extends AzureItem {
  readonly created: string;
  readonly anonymous: boolean;
  readonly publicAccess: 'Enabled' | 'Disabled';
  readonly vaultKey: boolean;
}

/** Of three registries anyone may pull from the first. */
export function registryGenerator(scope: AzureScope): Generate<AzureRegistry> {
  return (index, revision) => {
    const { random, naming } = drawItem(scope, 'registry', index);
    return {
      id: idOf(scope, 'registry', index),
      region: locationOf(index),
      name: nameOf(scope, 'registry', index),
      created: `${random.time().toISOString().slice(0, 19)}.1234567+00:00`,
      anonymous: index % 3 === 0,
      publicAccess: index % 3 === 2 ? 'Disabled' : 'Enabled',
      vaultKey: random.chance(0.3),
      tags: drawTags(random, naming, revision),
    };
  };
}

export function registryJson(registry: AzureRegistry): Record<string, unknown> {
  return {
    id: registry.id,
    name: registry.name,
    type: 'Microsoft.ContainerRegistry/registries',
    location: registry.region,
    tags: registry.tags,
    sku: { name: 'Premium', tier: 'Premium' },
    properties: {
      loginServer: `${registry.name}.azurecr.io`,
      creationDate: registry.created,
      provisioningState: 'Succeeded',
      adminUserEnabled: false,
      networkRuleSet: { defaultAction: 'Allow', ipRules: [] },
      policies: {
        quarantinePolicy: { status: 'disabled' },
        trustPolicy: { type: 'Notary', status: 'disabled' },
        retentionPolicy: { days: 7, status: 'disabled' },
      },
      encryption: registry.vaultKey
        ? {
            status: 'enabled',
            keyVaultProperties: { keyIdentifier: 'https://demo-vault.vault.azure.net/keys/images' },
          }
        : { status: 'disabled' },
      dataEndpointEnabled: false,
      dataEndpointHostNames: [],
      privateEndpointConnections: [],
      publicNetworkAccess: registry.publicAccess,
      networkRuleBypassOptions: 'AzureServices',
      zoneRedundancy: 'Disabled',
      anonymousPullEnabled: registry.anonymous,
    },
  };
}
