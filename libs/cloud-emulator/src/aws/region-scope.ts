import type { AwsRegionCounts } from '../estate/estate-spec';
import { hex8, mix32, saltOf, unmix32 } from '../estate/random';

/** Where generated AWS items live: all they need to know besides their own number. */
export interface AwsScope {
  readonly seed: number;
  readonly accountId: string;
  readonly region: string;
  readonly counts: Required<AwsRegionCounts>;
  /** Number of the first public address of this region; regions never share one. */
  readonly firstPublicAddress: number;
}

/** Fills in the network counts that `AwsRegionCounts` leaves to us, and refuses impossible ones. */
export function resolveCounts(counts: AwsRegionCounts): Required<AwsRegionCounts> {
  const { instances = 0, loadBalancers = 0, dbInstances = 0 } = counts;
  const { volumes = 0, snapshots = 0, elasticIps = 0, networkInterfaces = 0, images = 0 } = counts;
  const { services = {} } = counts;
  const served = Object.values(services).reduce<number>((sum, count) => sum + (count ?? 0), 0);
  const needsNetwork = instances + loadBalancers + dbInstances + networkInterfaces + served > 0;
  const vpcs = counts.vpcs ?? (needsNetwork ? 1 : 0);
  const subnets = counts.subnets ?? (needsNetwork ? 3 * vpcs : 0);
  const securityGroups = counts.securityGroups ?? 4 * vpcs;
  if (needsNetwork && (vpcs < 1 || subnets < 1)) {
    throw new Error(
      'instances, databases, load balancers, interfaces and services need a VPC and a subnet',
    );
  }
  if (securityGroups < vpcs) throw new Error('every VPC has a default security group');
  return {
    instances,
    vpcs,
    subnets,
    securityGroups,
    volumes,
    snapshots,
    elasticIps,
    networkInterfaces,
    images,
    loadBalancers,
    dbInstances,
    services,
  };
}

export function scopeSalt(scope: AwsScope, kind: string): number {
  return saltOf(scope.seed, scope.accountId, scope.region, kind);
}

/** The key that everything encrypted of a region is encrypted with. */
export function keyArn({ region, accountId }: AwsScope): string {
  return `arn:aws:kms:${region}:${accountId}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
}

/**
 * A prefixed id of 17 hexadecimal digits, the long form AWS has used since 2016. Its last eight
 * digits hold the index, so that ids are unique and can be traced back.
 */
export function longId(prefix: string, salt: number, index: number): string {
  return `${prefix}-0${hex8(mix32(salt ^ Math.imul(index, 0x9e3779b1)))}${hex8(mix32(index ^ salt))}`;
}

export function indexOfLongId(prefix: string, salt: number, id: string): number | null {
  if (!id.startsWith(`${prefix}-`)) return null;
  const index = (unmix32(Number.parseInt(id.slice(-8), 16)) ^ salt) >>> 0;
  return longId(prefix, salt, index) === id ? index : null;
}
