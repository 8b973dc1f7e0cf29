import type { Generate } from '../estate/collection';
import { drawItem, drawTags, idOf, locationOf, nameOf, peoplesName } from './arm-names';
import type { AzureScope } from './arm-names';
import type { AzureItem } from './compute.items';

export interface AzureCosmosAccount extends AzureItem {
  readonly created: string;
  readonly kind: 'GlobalDocumentDB' | 'MongoDB';
  readonly publicAccess: 'Enabled' | 'Disabled';
  readonly regions: number;
  readonly continuous: boolean;
}

export function cosmosGenerator(scope: AzureScope): Generate<AzureCosmosAccount> {
  return (index, revision) => {
    const { random, naming } = drawItem(scope, 'cosmos', index);
    return {
      id: idOf(scope, 'cosmos', index),
      region: locationOf(index),
      name: nameOf(scope, 'cosmos', index),
      created: `${random.time().toISOString().slice(0, 19)}.7394113Z`,
      kind: index % 3 === 1 ? 'MongoDB' : 'GlobalDocumentDB',
      publicAccess: index % 2 === 0 ? 'Enabled' : 'Disabled',
      regions: 1 + random.int(2),
      continuous: random.chance(0.4),
      tags: drawTags(random, naming, revision),
    };
  };
}

export function cosmosJson(account: AzureCosmosAccount): Record<string, unknown> {
  const mongo = account.kind === 'MongoDB';
  const locations = ['West Europe', 'North Europe']
    .slice(0, account.regions)
    .map((locationName, at) => ({
      id: `${account.name}-${locationName.toLowerCase().replace(' ', '')}`,
      locationName,
      documentEndpoint: `https://${account.name}-${locationName.toLowerCase().replace(' ', '')}.documents.azure.com:443/`,
      provisioningState: 'Succeeded',
      failoverPriority: at,
      isZoneRedundant: false,
    }));
  return {
    id: account.id,
    name: account.name,
    type: 'Microsoft.DocumentDB/databaseAccounts',
    kind: account.kind,
    location: peoplesName(account.region),
    tags: account.tags,
    systemData: { createdAt: account.created },
    properties: {
      provisioningState: 'Succeeded',
      documentEndpoint: `https://${account.name}.documents.azure.com:443/`,
      publicNetworkAccess: account.publicAccess,
      enableAutomaticFailover: account.regions > 1,
      enableMultipleWriteLocations: false,
      isVirtualNetworkFilterEnabled: false,
      virtualNetworkRules: [],
      ipRules: [],
      disableLocalAuth: false,
      minimalTlsVersion: 'Tls12',
      databaseAccountOfferType: 'Standard',
      ...(mongo ? { apiProperties: { serverVersion: '7.0' } } : {}),
      consistencyPolicy: { defaultConsistencyLevel: 'Session' },
      locations,
      backupPolicy: account.continuous
        ? { type: 'Continuous', continuousModeProperties: { tier: 'Continuous30Days' } }
        : {
            type: 'Periodic',
            periodicModeProperties: {
              backupIntervalInMinutes: 240,
              backupRetentionIntervalInHours: 48,
              backupStorageRedundancy: 'Geo',
            },
          },
    },
  };
}
