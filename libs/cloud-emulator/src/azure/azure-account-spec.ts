import type { RestAccountSpec } from '../cloud/rest-api';
import { RESOURCE_GROUPS } from './arm-names';
import type { AzureOrganizationSpec } from './azure-organization-spec';

/** One subscription and the application that reads it. */
export interface AzureAccountSpec extends RestAccountSpec {
  readonly subscriptionId: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** An assertion that the application trusts as well; none unless told. */
  readonly federatedToken?: string;
  readonly counts: AzureCounts;
  /** What the application's role allows; default what Reader does. */
  readonly actions?: readonly string[];
  /** Items a page; the service decides it, and 100 is taken unless told. */
  readonly pageSize?: number;
  /** Seconds that tokens live; default 3599. */
  readonly tokenLifetimeSeconds?: number;
  /** The bucket of reads; the real one holds 250 and gets 25 a second. */
  readonly reads?: { readonly burst: number; readonly perSecond: number };
  /** Namespaces of services that were never registered; `Microsoft.ResourceGraph` is emulated. */
  readonly unregistered?: readonly string[];
  /** Rows at most that Resource Graph sends at once; the 1000 that may be asked for unless told. */
  readonly graphPageSize?: number;
  /** Rows a page of the price list, which is one for all; the real one sends 1000. */
  readonly pricePageSize?: number;
  /** Queries of Resource Graph in five seconds; the real one grants about 15. */
  readonly graphQueries?: number;
  /** What the application sees of its tenant; of several subscriptions of it, stated once. */
  readonly organization?: AzureOrganizationSpec;
}

/** Sizes; what is not stated is 0, but for interfaces and disks: one for each machine. */
export interface AzureCounts {
  readonly machines?: number;
  readonly disks?: number;
  readonly snapshots?: number;
  readonly images?: number;
  /** Each has two subnets. At least 1 where something is to be placed. */
  readonly networks?: number;
  readonly securityGroups?: number;
  readonly publicAddresses?: number;
  readonly interfaces?: number;
  readonly loadBalancers?: number;
  readonly sqlServers?: number;
  /** Spread over the servers; `master` is not counted. */
  readonly sqlDatabases?: number;
  readonly postgresqlServers?: number;
  readonly mysqlServers?: number;
  readonly storageAccounts?: number;
  readonly clusters?: number;
  readonly scaleSets?: number;
  readonly applicationGateways?: number;
  readonly networkWatchers?: number;
  readonly vaults?: number;
  readonly sites?: number;
  readonly registries?: number;
  readonly redisCaches?: number;
  readonly cosmosAccounts?: number;
  readonly roleAssignments?: number;
  /** Four unless told, which everything is in; those beyond are empty. */
  readonly resourceGroups?: number;
  readonly dnsZones?: number;
  readonly privateDnsZones?: number;
}

/** The sizes with those that were not stated. */
export function completeCounts(counts: AzureCounts): Required<AzureCounts> {
  const { machines = 0 } = counts;
  return {
    machines,
    disks: machines,
    interfaces: machines,
    snapshots: 0,
    images: 0,
    networks: 0,
    securityGroups: 0,
    publicAddresses: 0,
    loadBalancers: 0,
    sqlServers: 0,
    sqlDatabases: 0,
    postgresqlServers: 0,
    mysqlServers: 0,
    storageAccounts: 0,
    clusters: 0,
    scaleSets: 0,
    applicationGateways: 0,
    networkWatchers: 0,
    vaults: 0,
    sites: 0,
    registries: 0,
    redisCaches: 0,
    cosmosAccounts: 0,
    roleAssignments: 0,
    resourceGroups: RESOURCE_GROUPS.length,
    dnsZones: 0,
    privateDnsZones: 0,
    ...counts,
  };
}
