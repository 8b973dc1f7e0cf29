import type { CacheCluster, Endpoint, ReplicationGroup } from '@aws-sdk/client-elasticache';
import { integerOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { parseArn } from '../arn';
import { stateFrom } from '../native-state';
import { boolOf, objectsOf, timeOf } from '../payload';
import { toEc2 } from '../relations';
import { untold } from '../untold';

const STATES: Readonly<Record<string, ResourceState>> = {
  available: 'running',
  modifying: 'running',
  snapshotting: 'running',
  'rebooting cluster nodes': 'pending',
  creating: 'pending',
  deleting: 'pending',
  deleted: 'deleted',
  'create-failed': 'error',
  'incompatible-network': 'error',
  'restore-failed': 'error',
};

/** @returns `null` when the payload has no ARN */
export function toReplicatedCache(group: ReplicationGroup): DiscoveredResource<'database'> | null {
  const arn = parseArn(group.ARN);
  if (!arn) return null;
  const status = textOf(group.Status);
  const endpoint =
    group.ConfigurationEndpoint ?? objectsOf(group.NodeGroups)[0]?.PrimaryEndpoint ?? null;
  return {
    ...untold(),
    resourceId: group.ARN ?? '',
    resourceType: 'database',
    nativeType: 'AWS::ElastiCache::ReplicationGroup',
    name: textOf(group.ReplicationGroupId),
    region: textOf(arn.region),
    state: stateFrom(STATES, status),
    nativeState: status,
    size: textOf(group.CacheNodeType),
    createdAt: timeOf(group.ReplicationGroupCreateTime),
    attributes: {
      engine: textOf(group.Engine),
      engineVersion: null,
      ...addressOf(endpoint),
      encryptedAtRest: boolOf(group.AtRestEncryptionEnabled),
      publiclyAccessible: NEVER_PUBLIC,
      tlsRequired: tlsRequired(group),
      accessLogged: null,
      backupRetentionDays: integerOf(group.SnapshotRetentionLimit),
      deletionProtection: null,
      highlyAvailable: switchOf(group.MultiAZ),
      storageGib: null,
    },
    raw: group,
  };
}

/** @returns `null` when the payload has no ARN */
export function toCacheDatabase(cluster: CacheCluster): DiscoveredResource<'database'> | null {
  const arn = parseArn(cluster.ARN);
  if (!arn) return null;
  const status = textOf(cluster.CacheClusterStatus);
  const endpoint =
    cluster.ConfigurationEndpoint ?? objectsOf(cluster.CacheNodes)[0]?.Endpoint ?? null;
  const zone = textOf(cluster.PreferredAvailabilityZone);
  return {
    ...untold(),
    resourceId: cluster.ARN ?? '',
    resourceType: 'database',
    nativeType: 'AWS::ElastiCache::CacheCluster',
    name: textOf(cluster.CacheClusterId),
    region: textOf(arn.region),
    zone: zone === 'Multiple' ? null : zone,
    state: stateFrom(STATES, status),
    nativeState: status,
    size: textOf(cluster.CacheNodeType),
    createdAt: timeOf(cluster.CacheClusterCreateTime),
    relationships: toEc2(
      'protected_by',
      'security-group',
      arn,
      objectsOf(cluster.SecurityGroups).map((group) => group.SecurityGroupId),
    ),
    attributes: {
      engine: textOf(cluster.Engine),
      engineVersion: textOf(cluster.EngineVersion),
      ...addressOf(endpoint),
      encryptedAtRest: boolOf(cluster.AtRestEncryptionEnabled),
      publiclyAccessible: NEVER_PUBLIC,
      tlsRequired: tlsRequired(cluster),
      accessLogged: null,
      backupRetentionDays: integerOf(cluster.SnapshotRetentionLimit),
      deletionProtection: null,
      highlyAvailable: null,
      storageGib: null,
    },
    raw: cluster,
  };
}

/**
 * Caches are only reached from their VPC.
 * Source: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/accessing-elasticache.html
 */
const NEVER_PUBLIC = false;

/** While TLS is only preferred, connections without it are served too. */
function tlsRequired(cache: {
  TransitEncryptionEnabled?: unknown;
  TransitEncryptionMode?: unknown;
}): boolean | null {
  const enabled = boolOf(cache.TransitEncryptionEnabled);
  return enabled === true ? cache.TransitEncryptionMode !== 'preferred' : enabled;
}

function addressOf(endpoint: Endpoint | null): { endpoint: string | null; port: number | null } {
  return { endpoint: textOf(endpoint?.Address), port: integerOf(endpoint?.Port) };
}

function switchOf(word: unknown): boolean | null {
  return word === 'enabled' ? true : word === 'disabled' ? false : null;
}
