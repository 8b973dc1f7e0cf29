/**
 * AWS splits the world into partitions that share nothing: accounts, names, consoles.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export const PARTITIONS = ['aws', 'aws-cn', 'aws-us-gov'] as const;
export type Partition = (typeof PARTITIONS)[number];

/** The region of each partition that answers account-wide questions unless another one is chosen. */
export const HOME_REGIONS: Readonly<Record<Partition, string>> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
};

/** An ARN in its parts; `region` and `accountId` are empty where the service leaves them out. */
export interface Arn {
  partition: string;
  service: string;
  region: string;
  accountId: string;
  /** Everything after the account, for example `instance/i-0abc`. */
  resource: string;
}

/** @returns `null` when the text is no ARN */
export function parseArn(text: unknown): Arn | null {
  if (typeof text !== 'string') return null;
  const [prefix, partition, service, region, accountId, ...rest] = text.split(':');
  if (prefix !== 'arn' || !partition || !service || rest.length === 0) return null;
  return {
    partition,
    service,
    region: region ?? '',
    accountId: accountId ?? '',
    resource: rest.join(':'),
  };
}

/** The partition a region belongs to, which its name tells. */
export function partitionOf(region: string): Partition {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return 'aws';
}

/** Whether it is the id of an account, and not the name that a service goes by. */
export function isAccountId(text: string | null): text is string {
  return text !== null && /^\d{12}$/.test(text);
}

/** The EC2 objects that are known by ARN. */
export type Ec2Kind =
  | 'instance'
  | 'vpc'
  | 'subnet'
  | 'security-group'
  | 'volume'
  | 'snapshot'
  | 'elastic-ip'
  | 'network-interface'
  | 'image'
  | 'route-table'
  | 'internet-gateway'
  | 'natgateway'
  | 'vpc-flow-log';

/** Kinds whose ARNs have no account in them. */
const WITHOUT_OWNER: ReadonlySet<Ec2Kind> = new Set<Ec2Kind>(['snapshot', 'image']);

/**
 * EC2 names most of its objects by a short id only, so their ARNs are put together here.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonec2.html
 *
 * @param ownerId account that owns the object, which need not be the account that sees it
 */
export function ec2Arn(kind: Ec2Kind, region: string, ownerId: string, id: string): string {
  const account = WITHOUT_OWNER.has(kind) ? '' : ownerId;
  return `arn:${partitionOf(region)}:ec2:${region}:${account}:${kind}/${id}`;
}
