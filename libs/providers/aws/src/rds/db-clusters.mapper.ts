import type { DBCluster } from '@aws-sdk/client-rds';
import { integerOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { parseArn } from '../arn';
import { boolOf, objectsOf, timeOf } from '../payload';
import { toEc2 } from '../relations';
import { tagsOf } from '../tags';
import { untold } from '../untold';
import { databaseStateOf } from './database-state';

/** @returns `null` when the payload has no ARN */
export function toClusterDatabase(cluster: DBCluster): DiscoveredResource<'database'> | null {
  const arn = parseArn(cluster.DBClusterArn);
  if (!arn) return null;
  const status = textOf(cluster.Status);
  // Only clusters that are no Aurora say it of themselves; in Aurora each instance does.
  const publiclyAccessible = boolOf(cluster.PubliclyAccessible);
  return {
    ...untold(),
    resourceId: cluster.DBClusterArn ?? '',
    resourceType: 'database',
    nativeType: 'AWS::RDS::DBCluster',
    name: textOf(cluster.DBClusterIdentifier),
    region: textOf(arn.region),
    state: databaseStateOf(status),
    nativeState: status,
    size: textOf(cluster.DBClusterInstanceClass),
    isPublic: publiclyAccessible,
    tags: tagsOf(cluster.TagList),
    createdAt: timeOf(cluster.ClusterCreateTime),
    relationships: toEc2(
      'protected_by',
      'security-group',
      arn,
      objectsOf(cluster.VpcSecurityGroups).map((group) => group.VpcSecurityGroupId),
    ),
    attributes: {
      engine: textOf(cluster.Engine),
      engineVersion: textOf(cluster.EngineVersion),
      endpoint: textOf(cluster.Endpoint),
      port: integerOf(cluster.Port),
      encryptedAtRest: boolOf(cluster.StorageEncrypted),
      publiclyAccessible,
      tlsRequired: null,
      accessLogged: null,
      backupRetentionDays: integerOf(cluster.BackupRetentionPeriod),
      deletionProtection: boolOf(cluster.DeletionProtection),
      highlyAvailable: boolOf(cluster.MultiAZ),
      storageGib: storageOf(cluster),
    },
    raw: cluster,
  };
}

/** Aurora grows as it is filled, and says 1. */
function storageOf({ Engine, AllocatedStorage }: DBCluster): number | null {
  const engine = textOf(Engine);
  return engine === null || /^(aurora|docdb|neptune)/.test(engine)
    ? null
    : integerOf(AllocatedStorage);
}
