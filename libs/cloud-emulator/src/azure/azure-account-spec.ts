import type { RestAccountSpec } from '../cloud/rest-api';

/** One subscription and the application that reads it. */
export interface AzureAccountSpec extends RestAccountSpec {
  readonly subscriptionId: string;
  readonly tenantId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** An assertion that the application trusts as well; none unless told. */
  readonly federatedToken?: string;
  readonly counts: AzureCounts;
  /** Items a page; the service decides it, and 100 is taken unless told. */
  readonly pageSize?: number;
  /** Seconds that tokens live; default 3599. */
  readonly tokenLifetimeSeconds?: number;
  /** The bucket of reads; the real one holds 250 and gets 25 a second. */
  readonly reads?: { readonly burst: number; readonly perSecond: number };
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
}
