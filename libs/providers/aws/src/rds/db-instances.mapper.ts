import type { DBInstance } from '@aws-sdk/client-rds';
import { integerOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { ec2Arn, parseArn } from '../arn';
import { boolOf, objectsOf, sortedTexts, timeOf } from '../payload';
import type { Prices } from '../pricing/price-list';
import { tagsOf } from '../tags';
import { databaseStateOf } from './database-state';
import { databasePrice } from './db-instance-prices';

/**
 * @param prices by the key of the product that an instance is
 * @returns `null` when the payload has no ARN
 */
export function toDatabase(
  instance: DBInstance,
  prices: Prices,
): DiscoveredResource<'database'> | null {
  const arn = parseArn(instance.DBInstanceArn);
  if (!arn) return null;
  const status = textOf(instance.DBInstanceStatus);
  const publiclyAccessible = boolOf(instance.PubliclyAccessible);
  const inCluster = textOf(instance.DBClusterIdentifier) !== null;
  return {
    resourceId: instance.DBInstanceArn ?? '',
    resourceType: 'database',
    nativeType: 'AWS::RDS::DBInstance',
    name: textOf(instance.DBInstanceIdentifier),
    region: textOf(arn.region),
    zone: textOf(instance.AvailabilityZone),
    state: databaseStateOf(status),
    nativeState: status,
    size: textOf(instance.DBInstanceClass),
    privateIps: [],
    publicIps: [],
    isPublic: publiclyAccessible,
    tags: tagsOf(instance.TagList),
    createdAt: timeOf(instance.InstanceCreateTime),
    relationships: relationshipsOf(instance, arn.region, arn.accountId),
    price: databasePrice(instance, arn.region, prices),
    attributes: {
      engine: textOf(instance.Engine),
      engineVersion: textOf(instance.EngineVersion),
      endpoint: textOf(instance.Endpoint?.Address),
      port: integerOf(instance.Endpoint?.Port),
      encryptedAtRest: boolOf(instance.StorageEncrypted),
      publiclyAccessible,
      tlsRequired: null,
      accessLogged: null,
      backupRetentionDays: integerOf(instance.BackupRetentionPeriod),
      // For a member of a cluster the cluster decides these two, and the instance says false.
      deletionProtection: inCluster ? null : boolOf(instance.DeletionProtection),
      highlyAvailable: inCluster ? null : boolOf(instance.MultiAZ),
      storageGib: integerOf(instance.AllocatedStorage),
    },
    raw: instance,
  };
}

function relationshipsOf(
  { DBSubnetGroup, VpcSecurityGroups }: DBInstance,
  region: string,
  owner: string,
): DiscoveredResource['relationships'] {
  const vpcId = textOf(DBSubnetGroup?.VpcId);
  const groupIds = objectsOf(VpcSecurityGroups).map((group) => group.VpcSecurityGroupId);
  return [
    ...(vpcId === null
      ? []
      : [{ kind: 'runs_in' as const, resourceId: ec2Arn('vpc', region, owner, vpcId) }]),
    ...sortedTexts(groupIds).map((id) => ({
      kind: 'protected_by' as const,
      resourceId: ec2Arn('security-group', region, owner, id),
    })),
  ];
}
