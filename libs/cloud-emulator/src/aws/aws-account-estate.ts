import { Collection, capacityFor } from '../estate/collection';
import type { EmulatedItem, Generate } from '../estate/collection';
import type { Shelf } from '../estate/estate';
import type { AwsAccountSpec, AwsRegionSpec } from '../estate/estate-spec';
import { KindShelves } from './aws-kind';
import { GLOBAL_KINDS, REGIONAL_KINDS } from './aws-kinds';
import { elasticHolders, elasticIpGenerator } from './ec2/elastic-ip.item';
import type { Ec2ElasticIp } from './ec2/elastic-ip.item';
import { imageGenerator } from './ec2/image.item';
import type { Ec2Image } from './ec2/image.item';
import { instanceGenerator } from './ec2/instance.item';
import type { Ec2Instance } from './ec2/instance.item';
import { networkInterfaceGenerator } from './ec2/network-interface.item';
import type { Ec2NetworkInterface } from './ec2/network-interface.item';
import { NetworkPlan, PUBLIC_ADDRESSES } from './ec2/network-plan';
import { groupNamer, securityGroupGenerator } from './ec2/security-group.item';
import type { Ec2SecurityGroup } from './ec2/security-group.item';
import { snapshotGenerator } from './ec2/snapshot.item';
import type { Ec2Snapshot } from './ec2/snapshot.item';
import { subnetGenerator } from './ec2/subnet.item';
import type { Ec2Subnet } from './ec2/subnet.item';
import { volumeGenerator } from './ec2/volume.item';
import type { Ec2Volume } from './ec2/volume.item';
import { vpcGenerator } from './ec2/vpc.item';
import type { Ec2Vpc } from './ec2/vpc.item';
import { indexOfLoadBalancerId, loadBalancerGenerator } from './elb/load-balancer.item';
import type { ElbLoadBalancer } from './elb/load-balancer.item';
import { ledgerRows } from './ledger-rows';
import type { BaseKind } from './ledger-rows';
import { memberAccounts } from './organizations/member-account.item';
import type { OrganizationsAccount } from './organizations/member-account.item';
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
  readonly volumes: Collection<Ec2Volume>;
  readonly snapshots: Collection<Ec2Snapshot>;
  readonly elasticIps: Collection<Ec2ElasticIp>;
  readonly networkInterfaces: Collection<Ec2NetworkInterface>;
  readonly images: Collection<Ec2Image>;
  readonly loadBalancers: Collection<ElbLoadBalancer>;
  readonly dbInstances: Collection<RdsInstance>;
  /** Every other kind. */
  readonly services: KindShelves;
}

export interface AwsAccountEstate {
  readonly spec: AwsAccountSpec;
  /** Enabled regions only. */
  readonly regions: ReadonlyMap<string, AwsRegionEstate>;
  readonly buckets: Collection<S3Bucket>;
  /** Of the organisation that it is in charge of; none without one. */
  readonly members: Collection<OrganizationsAccount>;
  /** Every other kind that belongs to no region. */
  readonly services: KindShelves;
  readonly shelves: readonly Shelf[];
  /** The first public address number that is free for the next account. */
  readonly nextPublicAddress: number;
}

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
    kind: BaseKind,
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
    nextPublicAddress += capacityFor(counts.instances) + capacityFor(counts.elasticIps);
    const plan = new NetworkPlan(scope);
    const { name } = region;
    const shelveLong = <T extends EmulatedItem>(
      kind: BaseKind,
      prefix: string,
      count: number,
      generate: Generate<T>,
      saltName: string = kind,
    ): Collection<T> => shelve(kind, name, byLongId(scope, saltName, prefix, count, generate));

    const groupName = groupNamer(scope);
    const instance = instanceGenerator(scope, plan, groupName);
    const instances = shelveLong('instance', 'i', counts.instances, instance);
    const volume = volumeGenerator(scope, plan, instances);
    const snapshot = snapshotGenerator(scope, volume);
    const holders = elasticHolders(scope, instance);
    regions.set(name, {
      instances,
      vpcs: shelveLong('vpc', 'vpc', counts.vpcs, vpcGenerator(scope, plan)),
      subnets: shelveLong('subnet', 'subnet', counts.subnets, subnetGenerator(scope, plan)),
      securityGroups: shelveLong(
        'security-group',
        'sg',
        counts.securityGroups,
        securityGroupGenerator(scope, plan),
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
      volumes: shelveLong('volume', 'vol', counts.volumes, volume),
      snapshots: shelveLong('snapshot', 'snap', counts.snapshots, snapshot),
      elasticIps: shelveLong(
        'elastic-ip',
        'eipalloc',
        counts.elasticIps,
        elasticIpGenerator(scope, plan, instances, holders),
      ),
      networkInterfaces: shelveLong(
        'network-interface',
        'eni',
        counts.networkInterfaces,
        networkInterfaceGenerator(scope, plan, instances, holders, groupName),
        'interface',
      ),
      images: shelveLong('image', 'ami', counts.images, imageGenerator(scope, snapshot)),
      services: new KindShelves(REGIONAL_KINDS, scope, plan, (shelf) =>
        shelves.push({ provider: 'aws', account: accountId, region: name, ...shelf }),
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
  const scope = {
    seed,
    accountId: spec.accountId,
    region: 'global',
    counts: { ...resolveCounts({}), services: spec.services ?? {} },
    firstPublicAddress: nextPublicAddress,
  };
  const services = new KindShelves(GLOBAL_KINDS, scope, new NetworkPlan(scope), (shelf) =>
    shelves.push({ provider: 'aws', account: spec.accountId, region: null, ...shelf }),
  );
  const members = memberAccounts(spec);
  shelves.push({
    provider: 'aws',
    account: spec.accountId,
    kind: 'aws.organizations-account',
    region: null,
    items: members,
    isFixed: true,
    ledgerRows: ({ id, arn = id, name }) => [{ resourceId: arn, resourceType: 'subaccount', name }],
  });
  return { spec, regions, buckets, members, services, shelves, nextPublicAddress };
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
