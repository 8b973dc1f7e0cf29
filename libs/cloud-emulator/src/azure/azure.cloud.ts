import type { EmulatedCloud } from '../cloud/cloud';
import type { AzureAccountSpec } from './azure-account-spec';
import { AZURE_BASE, azureApi } from './azure-api';
import { azureEstate } from './azure-estate';

/** The tenant and application of the demo belong to nobody. */
const DEMO: AzureAccountSpec = {
  account: 'demo-subscription',
  subscriptionId: '0b1f6471-1bf0-4dda-aec3-cb9272f09590',
  tenantId: '31c75423-32d6-4322-88b7-c478bdde4858',
  clientId: '8f1c9d0e-2f4b-4a7e-9c55-0d3f5a7b6c21',
  clientSecret: 'EXAMPLE~skyledgerDemoAzureSecretThatOpensNothing',
  counts: {
    machines: 12,
    disks: 14,
    snapshots: 3,
    images: 2,
    networks: 3,
    securityGroups: 8,
    publicAddresses: 8,
    interfaces: 12,
    loadBalancers: 3,
    sqlServers: 2,
    sqlDatabases: 4,
    postgresqlServers: 2,
    mysqlServers: 1,
    storageAccounts: 5,
    clusters: 1,
    scaleSets: 2,
    applicationGateways: 1,
    networkWatchers: 2,
    vaults: 3,
    sites: 3,
    registries: 1,
    redisCaches: 1,
    cosmosAccounts: 1,
    roleAssignments: 3,
    dnsZones: 1,
    privateDnsZones: 1,
  },
};

/** Microsoft Azure. */
export const azureCloud: EmulatedCloud = {
  provider: 'azure',
  base: AZURE_BASE,
  demo: {
    spec: { azure: [DEMO] },
    credentials: {
      method: 'service_principal',
      tenant_id: DEMO.tenantId,
      client_id: DEMO.clientId,
      client_secret: DEMO.clientSecret,
      subscription_id: DEMO.subscriptionId,
    },
  },
  open(spec) {
    const accounts = (spec.azure ?? []).map((each) => ({
      account: each.account,
      ...(each.deniedPaths === undefined ? {} : { deniedPaths: each.deniedPaths }),
      spec: each,
      estate: azureEstate(spec.seed, each),
    }));
    if (new Set(accounts.map((each) => each.spec.subscriptionId)).size < accounts.length) {
      throw new Error('two accounts have the same subscription');
    }
    return {
      shelves: accounts.flatMap(({ estate }) => estate.shelves),
      serve: (context) => azureApi(accounts, context),
    };
  },
};
