import { Collection, capacityFor } from '../estate/collection';
import type { EmulatedItem, Generate } from '../estate/collection';
import type { LedgerRow, Shelf } from '../estate/estate';
import type { AwsAccountSpec, AwsKind, AwsRegionSpec } from '../estate/estate-spec';
import { instanceGenerator } from './ec2/instance.item';
import type { Ec2Instance } from './ec2/instance.item';
import { NetworkPlan, PUBLIC_ADDRESSES } from './ec2/network-plan';
import { groupNamer, securityGroupGenerator } from './ec2/security-group.item';
import type { Ec2SecurityGroup } from './ec2/security-group.item';
import { subnetGenerator } from './ec2/subnet.item';
import type { Ec2Subnet } from './ec2/subnet.item';
import { vpcGenerator } from './ec2/vpc.item';
import type { Ec2Vpc } from './ec2/vpc.item';
import { indexOfLoadBalancerId, loadBalancerGenerator } from './elb/load-balancer.item';
import type { ElbLoadBalancer } from './elb/load-balancer.item';
import { dbInstanceGenerator, indexOfDbInstanceId } from './rds/db-instance.item';
import type { RdsInstance } from './rds/db-instance.item';
import { indexOfLongId, resolveCounts, scopeSalt } from './region-scope';
import type { AwsScope } from './region-scope';
import { bucketGenerator, indexOfBucketName } from './s3/bucket.item';
import type { S3Bucket } from './s3/bucket.item';

export interface AwsRegionEstate {
  readonly instances: Collection<Ec2Instance>;
  readonly vpcs: Collection<Ec2Vpc>;
  readonly subnets: Collection<Ec2Subnet>;
  readonly securityGroups: Collection<Ec2SecurityGroup>;
  readonly loadBalancers: Collection<ElbLoadBalancer>;
  readonly dbInstances: Collection<RdsInstance>;
}

export interface AwsAccountEstate {
  readonly spec: AwsAccountSpec;
  /** Enabled regions only. */
  readonly regions: ReadonlyMap<string, AwsRegionEstate>;
  readonly buckets: Collection<S3Bucket>;
  readonly shelves: readonly Shelf[];
  /** The first public address number that is free for the next account. */
  readonly nextPublicAddress: number;
}

const RESOURCE_TYPES: Readonly<Record<AwsKind, string>> = {
  instance: 'vm',
  vpc: 'network',
  subnet: 'subnet',
  'security-group': 'firewall',
  'load-balancer': 'load_balancer',
  'db-instance': 'database',
  bucket: 'bucket',
};

export function isEnabled(region: AwsRegionSpec): boolean {
  return region.optIn !== 'not-opted-in';
}

/** Builds the collections of an account; throws when the numbers of the spec cannot be. */
export function awsAccountEstate(
  seed: number,
  spec: AwsAccountSpec,
  firstPublicAddress: number,
): AwsAccountEstate {
  if (!/^\d{12}$/.test(spec.accountId)) throw new Error('an AWS account id has twelve digits');
  const shelves: Shelf[] = [];
  const regions = new Map<string, AwsRegionEstate>();
  let nextPublicAddress = firstPublicAddress;
  const shelve = <T extends EmulatedItem>(
    kind: AwsKind,
    region: string | null,
    items: Collection<T>,
  ): Collection<T> => {
    shelves.push({
      provider: 'aws',
      account: spec.accountId,
      kind,
      region,
      items,
      ledgerRows: (item) => ledgerRows(kind, item),
    });
    return items;
  };

  for (const region of spec.regions.filter(isEnabled)) {
    const counts = resolveCounts(region.counts ?? spec.counts ?? {});
    const { accountId } = spec;
    const scope = {
      seed,
      accountId,
      region: region.name,
      counts,
      firstPublicAddress: nextPublicAddress,
    };
    nextPublicAddress += capacityFor(counts.instances);
    const plan = new NetworkPlan(scope);
    const { name } = region;
    regions.set(name, {
      instances: shelve(
        'instance',
        name,
        byLongId(
          scope,
          'instance',
          'i',
          counts.instances,
          instanceGenerator(scope, plan, groupNamer(scope)),
        ),
      ),
      vpcs: shelve(
        'vpc',
        name,
        byLongId(scope, 'vpc', 'vpc', counts.vpcs, vpcGenerator(scope, plan)),
      ),
      subnets: shelve(
        'subnet',
        name,
        byLongId(scope, 'subnet', 'subnet', counts.subnets, subnetGenerator(scope, plan)),
      ),
      securityGroups: shelve(
        'security-group',
        name,
        byLongId(
          scope,
          'security-group',
          'sg',
          counts.securityGroups,
          securityGroupGenerator(scope, plan),
        ),
      ),
      loadBalancers: shelve(
        'load-balancer',
        name,
        byNumber(counts.loadBalancers, loadBalancerGenerator(scope, plan), indexOfLoadBalancerId),
      ),
      dbInstances: shelve(
        'db-instance',
        name,
        byNumber(counts.dbInstances, dbInstanceGenerator(scope, plan), indexOfDbInstanceId),
      ),
    });
  }
  if (nextPublicAddress > PUBLIC_ADDRESSES) throw new Error('the estate has too many instances');
  const buckets = shelve(
    'bucket',
    null,
    byNumber(
      spec.buckets ?? 0,
      bucketGenerator(seed, spec.accountId, [...regions.keys()]),
      indexOfBucketName,
    ),
  );
  return { spec, regions, buckets, shelves, nextPublicAddress };
}

function byLongId<T extends EmulatedItem>(
  scope: AwsScope,
  saltName: string,
  prefix: string,
  count: number,
  generate: Generate<T>,
): Collection<T> {
  const salt = scopeSalt(scope, saltName);
  return new Collection(count, capacityFor(count), generate, (id) =>
    indexOfLongId(prefix, salt, id.slice(id.lastIndexOf('/') + 1)),
  );
}

function byNumber<T extends EmulatedItem>(
  count: number,
  generate: Generate<T>,
  indexOfId: (id: string) => number | null,
): Collection<T> {
  return new Collection(count, capacityFor(count), generate, indexOfId);
}

function ledgerRows(kind: AwsKind, item: EmulatedItem): LedgerRow[] {
  const row = {
    resourceId: item.arn ?? item.id,
    resourceType: RESOURCE_TYPES[kind],
    name: item.name,
  };
  if (kind !== 'instance') return [row];
  const { state, tags } = item as Ec2Instance;
  // A terminated instance is listed for an hour and is nothing that runs.
  if (state === 'terminated') return [];
  // The name of an instance is a tag, which some lack.
  return [{ ...row, name: tags.find(([key]) => key === 'Name')?.[1] ?? null }];
}
