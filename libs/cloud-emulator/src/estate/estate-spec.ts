import type { AwsOrganizationSpec } from '../aws/organizations/organization-spec';
import type { PublicAccessBlock } from '../aws/s3/bucket.item';
import type { AzureAccountSpec } from '../azure/azure-account-spec';
import type { DigitalOceanAccountSpec } from '../digitalocean/digitalocean-spec';
import type { GcpAccountSpec } from '../gcp/gcp-account-spec';
import type { IonosAccountSpec } from '../ionos/account-spec';
import type { OvhAccountSpec } from '../ovh/ovh-spec';
import type { ProxmoxAccountSpec } from '../proxmox/account-spec';
import type { ScalewayAccountSpec } from '../scaleway/scaleway-spec';
import type { EmulatedProvider } from './estate';

/** What an emulator serves: a few numbers from which every item is generated on demand. */
export interface EstateSpec {
  /** The same seed and sizes always give the same estate. */
  readonly seed: number;
  readonly aws: readonly AwsAccountSpec[];
  readonly hetzner: readonly HetznerProjectSpec[];
  readonly azure?: readonly AzureAccountSpec[];
  readonly digitalocean?: readonly DigitalOceanAccountSpec[];
  readonly gcp?: readonly GcpAccountSpec[];
  readonly ionos?: readonly IonosAccountSpec[];
  readonly ovh?: readonly OvhAccountSpec[];
  readonly proxmox?: readonly ProxmoxAccountSpec[];
  readonly scaleway?: readonly ScalewayAccountSpec[];
}

export interface AwsAccountSpec {
  /** Twelve digits. */
  readonly accountId: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** IAM user that owns the key; default `skyledger`. */
  readonly userName?: string;
  /** When the key was made, ISO 8601; default: when the emulator was started. */
  readonly keyCreatedAt?: string;
  /** What the user's key may not do; everything else is allowed. */
  readonly deniedActions?: readonly DeniedAction[];
  /** Actions beyond reading that the user's policies allow, as a simulation tells; default none. */
  readonly writeActions?: readonly string[];
  readonly roles?: readonly AwsRoleSpec[];
  readonly regions: readonly AwsRegionSpec[];
  /** Counts of every enabled region that states none of its own. */
  readonly counts?: AwsRegionCounts;
  readonly buckets?: number;
  /** How many of the kinds that belong to the account and to none of its regions. */
  readonly services?: Readonly<Partial<Record<AwsServiceKind, number>>>;
  /** What the account blocks in all of its buckets; default: nothing was ever configured. */
  readonly publicAccessBlock?: PublicAccessBlock;
  /** The organisation whose management account this is; default: none. */
  readonly organization?: AwsOrganizationSpec;
}

export interface AwsRegionSpec {
  readonly name: string;
  /** Default `opt-in-not-required`. A `not-opted-in` region refuses the account's credentials. */
  readonly optIn?: 'opt-in-not-required' | 'opted-in' | 'not-opted-in';
  readonly counts?: AwsRegionCounts;
}

/**
 * Sizes of one region. Where something lives in a network (instances, databases, load balancers,
 * network interfaces), unstated network counts default to 1 VPC, 3 subnets and 4 security groups a
 * VPC; otherwise to 0. Every other count defaults to 0.
 */
export interface AwsRegionCounts {
  readonly instances?: number;
  readonly vpcs?: number;
  readonly subnets?: number;
  /** At least one a VPC: every VPC has its default group. */
  readonly securityGroups?: number;
  /** The first ones are those of the instances, three for each at most. */
  readonly volumes?: number;
  readonly snapshots?: number;
  /** The first ones are those of the instances that have one. */
  readonly elasticIps?: number;
  /** The first ones are those of the instances, one for each. */
  readonly networkInterfaces?: number;
  /** Images that the account owns. */
  readonly images?: number;
  readonly loadBalancers?: number;
  readonly dbInstances?: number;
  /** How many of the kinds that have no field of their own. */
  readonly services?: Readonly<Partial<Record<AwsServiceKind, number>>>;
}

export interface AwsRoleSpec {
  /** `arn:aws:iam::<account>:role/<name>` of the account that lists it. */
  readonly arn: string;
  /** When set, AssumeRole is refused without exactly this external id. */
  readonly externalId?: string;
  /** ARNs of users, roles or sessions, or account ids, that may assume the role; default: every principal of the estate. */
  readonly trusts?: readonly string[];
  /** The token of a pod, or of whoever else has no keys, that opens a session of the role. */
  readonly webIdentityToken?: string;
  readonly deniedActions?: readonly DeniedAction[];
  /** Actions beyond reading that its policies allow, as a simulation tells; default none. */
  readonly writeActions?: readonly string[];
  /** Default 3600. */
  readonly maxSessionSeconds?: number;
}

/** An IAM action such as `ec2:DescribeInstances`, `ec2:*` or `*`, everywhere or in some regions. */
export type DeniedAction =
  string | { readonly action: string; readonly regions: readonly string[] };

export interface HetznerProjectSpec {
  /** The bearer token; 64 characters in the real service. */
  readonly token: string;
  /** Names the account in mutations, faults and enumerations; must be unique. */
  readonly projectName: string;
  readonly counts: HetznerCounts;
  /** Requests per hour, refilled steadily; the real default is 3600. */
  readonly requestsPerHour?: number;
  /** Collections this token may not read, answered with 403 forbidden. */
  readonly deniedPaths?: readonly string[];
}

export interface HetznerCounts {
  readonly servers?: number;
  readonly networks?: number;
  readonly firewalls?: number;
  readonly volumes?: number;
  readonly loadBalancers?: number;
  readonly primaryIps?: number;
  readonly floatingIps?: number;
  /** Own ones: snapshots and backups. */
  readonly images?: number;
  readonly certificates?: number;
  readonly placementGroups?: number;
  readonly zones?: number;
  readonly storageBoxes?: number;
}

/** `aws.<service>-<kind>`, for example `aws.lambda-function`. */
export type AwsServiceKind = `aws.${string}`;

export type AwsKind =
  | AwsServiceKind
  | 'instance'
  | 'vpc'
  | 'subnet'
  | 'security-group'
  | 'volume'
  | 'snapshot'
  | 'elastic-ip'
  | 'network-interface'
  | 'image'
  | 'load-balancer'
  | 'db-instance'
  | 'bucket';

export type HetznerKind =
  | 'server'
  | 'network'
  | 'firewall'
  | 'volume'
  | 'load_balancer'
  | 'primary_ip'
  | 'floating_ip'
  | 'image'
  | 'certificate'
  | 'placement_group'
  | 'zone'
  | 'storage_box';

/** `<provider>.<kind>` for every other provider, for example `digitalocean.droplet`. */
export type CloudKind = `${Exclude<EmulatedProvider, 'aws' | 'hetzner'>}.${string}`;

export type EmulatedKind = AwsKind | HetznerKind | CloudKind;
