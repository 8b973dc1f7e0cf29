import type { RestAccountSpec } from '../cloud/rest-api';

export interface DigitalOceanAccountSpec extends RestAccountSpec {
  /** Personal access token: `dop_v1_` and 64 hexadecimal digits in the real service. */
  readonly token: string;
  /** What the token may do; default: what a token that only reads may. */
  readonly tokenScopes?: readonly string[];
  /** ISO 8601; default: when the token is first asked about. */
  readonly tokenCreatedAt?: string;
  /** ISO 8601; default: never. */
  readonly tokenExpiresAt?: string;
  readonly counts: DigitalOceanCounts;
  /** Default 5000, as in the real service; a twentieth of it may be used in one minute. */
  readonly requestsPerHour?: number;
  /** Opens the account's Spaces buckets; without it nobody can list them. */
  readonly spacesKey?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** Unstated is none, but for VPCs: every team has at least one. */
export interface DigitalOceanCounts {
  readonly droplets?: number;
  readonly gpuDroplets?: number;
  readonly volumes?: number;
  readonly dropletSnapshots?: number;
  readonly volumeSnapshots?: number;
  readonly images?: number;
  readonly vpcs?: number;
  readonly firewalls?: number;
  readonly loadBalancers?: number;
  readonly databases?: number;
  readonly reservedIps?: number;
  readonly reservedIpv6s?: number;
  readonly kubernetesClusters?: number;
  readonly domains?: number;
  readonly certificates?: number;
  readonly apps?: number;
  readonly spaces?: number;
}
