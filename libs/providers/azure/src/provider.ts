import { defineProvider, type Pass } from '@skyledger/provider-sdk';
import { roleAssignments } from './authorization/role-assignment.pass';
import { redisCaches } from './cache/redis-cache.pass';
import { classifyError } from './classify-error';
import { AzureClient } from './client';
import { disks } from './compute/disk.pass';
import { images } from './compute/image.pass';
import { scaleSets } from './compute/scale-set.pass';
import { snapshots } from './compute/snapshot.pass';
import { virtualMachines } from './compute/virtual-machine.pass';
import { consoleLink } from './console-link';
import { registries } from './containerregistry/registry.pass';
import { managedClusters } from './containerservice/managed-cluster.pass';
import { cosmosAccounts } from './cosmos/cosmos-account.pass';
import { azureCredentialsSchema, type AzureCredentials } from './credentials';
import { mysqlServers, postgresqlServers } from './database/flexible-server.pass';
import { dnsZones, privateDnsZones } from './dns/dns-zone.pass';
import { identify } from './identify';
import { vaults } from './keyvault/vault.pass';
import { applicationGateways } from './network/application-gateway.pass';
import { loadBalancers } from './network/load-balancer.pass';
import { networkInterfaces } from './network/network-interface.pass';
import { networkWatchers } from './network/network-watcher.pass';
import { publicAddresses } from './network/public-address.pass';
import { securityGroups } from './network/security-group.pass';
import { virtualNetworks } from './network/virtual-network.pass';
import { azureOrganization } from './organizations/organization';
import { resourceGroups } from './resources/resource-group.pass';
import { sqlServers } from './sql/sql-server.pass';
import { storageAccounts } from './storage/storage-account.pass';
import { sites } from './web/site.pass';

const passes: readonly Pass<AzureClient>[] = [
  virtualMachines,
  disks,
  snapshots,
  images,
  scaleSets,
  virtualNetworks,
  securityGroups,
  publicAddresses,
  networkInterfaces,
  loadBalancers,
  applicationGateways,
  networkWatchers,
  sqlServers,
  postgresqlServers,
  mysqlServers,
  storageAccounts,
  managedClusters,
  vaults,
  sites,
  registries,
  redisCaches,
  cosmosAccounts,
  roleAssignments,
  resourceGroups,
  dnsZones,
  privateDnsZones,
];

/** Microsoft Azure: one account is one subscription, in the public or a sovereign cloud. */
export const azure = defineProvider<AzureCredentials, AzureClient>({
  id: 'azure',
  name: 'Microsoft Azure',
  credentials: azureCredentialsSchema,
  setUp: [
    'In the Azure portal open the subscription, then **Access control (IAM)** and **Add role assignment**.',
    'Assign the role **Reader** to the identity Skyledger shall use; it can change nothing and reads no data or keys.',
    'Where Skyledger runs in Azure: a managed identity (`method: managed_identity`; give its client id if it is user-assigned). No key is stored.',
    'Where it runs in Kubernetes: an application with a federated credential for its service account (`method: federated`), with workload identity, which sets `AZURE_FEDERATED_TOKEN_FILE`. No key is stored.',
    'Elsewhere: register an application in Microsoft Entra ID, add a client secret, and give directory (tenant) id, application (client) id and the value of the secret (`method: service_principal`).',
    'For Azure Government or Azure China also give `cloud`.',
  ],
  /**
   * Reads of one subscription by one principal in one region: a bucket of 250 requests, 25 more each
   * second. Source: https://learn.microsoft.com/azure/azure-resource-manager/management/request-limits-and-throttling
   */
  rateLimit: { perSecond: 25, burst: 250 },
  /**
   * Queries of Resource Graph by one principal, in all subscriptions together: about 15 in five seconds.
   * Source: https://learn.microsoft.com/azure/governance/resource-graph/concepts/guidance-for-throttled-requests
   */
  serviceRateLimits: {
    'resource-graph': { perSecond: 3, burst: 15 },
    /** No figure is documented; it needs no credentials and answers 429 to callers that ask too much. */
    'retail-prices': { perSecond: 2, burst: 10 },
  },
  passes,
  /** Lists show none of them by design; settings of machines and servers have held some. */
  secretFields: [
    'accessKey',
    'accessKeys',
    'accessSAS',
    'additionalUnattendContent',
    'adminPassword',
    'administratorLoginPassword',
    'aof-storage-connection-string-0',
    'aof-storage-connection-string-1',
    'appSettings',
    'clientSecret',
    'connectionString',
    'connectionStrings',
    'customData',
    'decryptionKey',
    'password',
    'primaryConnectionString',
    'primaryKey',
    'protectedSettings',
    'publishingPassword',
    'rdb-storage-connection-string',
    'secondaryConnectionString',
    'secondaryKey',
    'secret',
    'storageAccountAccessKey',
    'userData',
    'validationKey',
  ],
  organization: azureOrganization,
  connect: (credentials, context) =>
    Promise.resolve().then(() => new AzureClient(credentials, context)),
  disconnect: (client) => client.close(),
  identify: (client) => identify(client, passes),
  regions: () => Promise.resolve([]),
  classifyError,
  consoleLink,
});
