import type { RestAccountSpec } from '../cloud/rest-api';
import type { GcpOrganizationSpec } from './gcp-organization-spec';

/**
 * One project. Several may have the same service account, which then reads all of them. `account` is its
 * id; denied paths are route patterns, see `gcp-routes.ts`.
 */
export interface GcpAccountSpec extends RestAccountSpec {
  readonly serviceAccount: GcpServiceAccountSpec;
  readonly counts: GcpCounts;
  /** Services that are not enabled, such as `sqladmin.googleapis.com`. */
  readonly disabledServices?: readonly string[];
  /** Zones that do not answer; what is in them is left out of lists, with a warning. */
  readonly unreachableZones?: readonly string[];
  /** Locations of which Cloud Asset Inventory knows nothing yet: it follows the services late. */
  readonly unindexedLocations?: readonly string[];
  /** The workload identity provider of the project. */
  readonly federation?: GcpFederationSpec;
  /** Permissions to change things; none unless told. */
  readonly writePermissions?: readonly string[];
  /** E-mail addresses that may make tokens of the service account. */
  readonly impersonators?: readonly string[];
  /** Lists a minute and service; the real default of Compute Engine is 1500. */
  readonly requestsPerMinute?: number;
  /** SKUs on a page of the price list at most; the real limit, and the default, is 5000. */
  readonly skusPerPage?: number;
  /** What the service account sees above projects; of several projects of it, stated once. */
  readonly organization?: GcpOrganizationSpec;
}

export interface GcpServiceAccountSpec {
  readonly email: string;
  readonly keyId: string;
  /** SPKI in PEM; assertions are signed with its private half. */
  readonly publicKey: string;
}

export interface GcpFederationSpec {
  /** `//iam.googleapis.com/projects/<number>/locations/global/workloadIdentityPools/...`. */
  readonly audience: string;
  /** The token of the other identity provider that is accepted. */
  readonly subjectToken: string;
}

/** Networks default to 1 and subnetworks to 3 a network where something lives in them. */
export interface GcpCounts {
  readonly instances?: number;
  readonly disks?: number;
  readonly snapshots?: number;
  readonly images?: number;
  readonly networks?: number;
  readonly subnetworks?: number;
  readonly firewalls?: number;
  readonly addresses?: number;
  readonly routers?: number;
  readonly forwardingRules?: number;
  readonly sqlInstances?: number;
  readonly buckets?: number;
  readonly clusters?: number;
  readonly serviceAccounts?: number;
  readonly kmsKeys?: number;
  readonly secrets?: number;
  readonly runServices?: number;
  readonly functions?: number;
  readonly datasets?: number;
  readonly topics?: number;
  readonly subscriptions?: number;
  readonly managedZones?: number;
  readonly repositories?: number;
}
