import type { RestAccountSpec } from '../cloud/rest-api';

/** One OVHcloud customer account, at the site `eu`; `account` is its NIC handle. */
export interface OvhAccountSpec extends RestAccountSpec {
  /** An application and a consumer key of it. */
  readonly keys?: OvhKeys;
  readonly serviceAccount?: OvhServiceAccount;
  /** What opens OpenStack for the first project; without it, nobody sees security groups. */
  readonly openStack?: OvhOpenStack;
  /** What the consumer key may do; default `GET` on `/*`. */
  readonly accessRules?: readonly OvhAccessRule[];
  /** When the consumer key ends, ISO 8601; default never. */
  readonly keyExpiresAt?: string;
  /** Public Cloud projects, among which its items are spread; default 1. */
  readonly projects?: number;
  readonly counts: OvhCounts;
  /** Requests a minute before 429; the real limit is not published, so by default there is none. */
  readonly requestsPerMinute?: number;
}

export interface OvhKeys {
  readonly applicationKey: string;
  readonly applicationSecret: string;
  readonly consumerKey: string;
}

export interface OvhServiceAccount {
  readonly clientId: string;
  readonly clientSecret: string;
}

/** A user of a project, and an application credential of that user. */
export interface OvhOpenStack {
  readonly username: string;
  readonly password: string;
  readonly keyId: string;
  readonly keySecret: string;
}

export interface OvhAccessRule {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
}

/** What a consumer key may do unless the spec says otherwise. */
export const READ_ONLY: readonly OvhAccessRule[] = [{ method: 'GET', path: '/*' }];

/** Public networks come by themselves, one for each region of a project. */
export interface OvhCounts {
  readonly instances?: number;
  readonly images?: number;
  readonly volumes?: number;
  readonly volumeSnapshots?: number;
  readonly networks?: number;
  readonly floatingIps?: number;
  readonly loadBalancers?: number;
  readonly databases?: number;
  readonly clusters?: number;
  readonly containers?: number;
  readonly buckets?: number;
  readonly vps?: number;
  readonly servers?: number;
  /** Two of three servers and every second project are in one. */
  readonly vracks?: number;
  /** Of the first project; the first ones are the default ones of its regions. */
  readonly securityGroups?: number;
  /** Additional addresses; those of VPS and servers come with them. */
  readonly ips?: number;
}
