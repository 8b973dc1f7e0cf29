import type { DBClusterSnapshot, DBSnapshot } from '@aws-sdk/client-rds';
import { integerOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { parseArn, type Arn } from '../arn';
import { stateFrom } from '../native-state';
import { boolOf, timeOf } from '../payload';
import { tagsOf } from '../tags';
import { untold } from '../untold';

const STATES: Readonly<Record<string, ResourceState>> = {
  available: 'running',
  copying: 'pending',
  creating: 'pending',
  deleting: 'pending',
  failed: 'error',
  'incompatible-restore': 'error',
};

/** @returns `null` when the payload has no ARN */
export function toDatabaseSnapshot(snapshot: DBSnapshot): DiscoveredResource<'snapshot'> | null {
  const arn = parseArn(snapshot.DBSnapshotArn);
  if (!arn) return null;
  const nativeState = textOf(snapshot.Status);
  return {
    ...untold(),
    resourceId: snapshot.DBSnapshotArn ?? '',
    resourceType: 'snapshot',
    nativeType: 'AWS::RDS::DBSnapshot',
    name: textOf(snapshot.DBSnapshotIdentifier),
    region: textOf(arn.region),
    zone: textOf(snapshot.AvailabilityZone),
    state: stateFrom(STATES, nativeState),
    nativeState,
    tags: tagsOf(snapshot.TagList),
    createdAt: timeOf(snapshot.SnapshotCreateTime),
    attributes: {
      sizeGib: integerOf(snapshot.AllocatedStorage),
      encryptedAtRest: boolOf(snapshot.Encrypted),
      sourceId: sourceOf(arn, 'db', snapshot.DBInstanceIdentifier),
      // Whom it is shared with would take a request for each.
      isShared: null,
    },
    raw: snapshot,
  };
}

/** @returns `null` when the payload has no ARN */
export function toClusterSnapshot(
  snapshot: DBClusterSnapshot,
): DiscoveredResource<'snapshot'> | null {
  const arn = parseArn(snapshot.DBClusterSnapshotArn);
  if (!arn) return null;
  const nativeState = textOf(snapshot.Status);
  return {
    ...untold(),
    resourceId: snapshot.DBClusterSnapshotArn ?? '',
    resourceType: 'snapshot',
    nativeType: 'AWS::RDS::DBClusterSnapshot',
    name: textOf(snapshot.DBClusterSnapshotIdentifier),
    region: textOf(arn.region),
    state: stateFrom(STATES, nativeState),
    nativeState,
    tags: tagsOf(snapshot.TagList),
    createdAt: timeOf(snapshot.SnapshotCreateTime),
    attributes: {
      sizeGib: integerOf(snapshot.AllocatedStorage),
      encryptedAtRest: boolOf(snapshot.StorageEncrypted),
      sourceId: sourceOf(arn, 'cluster', snapshot.DBClusterIdentifier),
      isShared: null,
    },
    raw: snapshot,
  };
}

function sourceOf({ partition, region, accountId }: Arn, kind: string, id: unknown): string | null {
  const name = textOf(id);
  return name === null ? null : `arn:${partition}:rds:${region}:${accountId}:${kind}:${name}`;
}
