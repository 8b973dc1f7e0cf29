import type { Snapshot } from '@aws-sdk/client-ec2';
import { numberOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { ec2Arn } from '../arn';
import { stateFrom } from '../native-state';
import { boolOf, timeOf } from '../payload';
import { nameOf, tagsOf } from '../tags';

const STATES: Readonly<Record<string, ResourceState>> = {
  pending: 'pending',
  completed: 'running',
  error: 'error',
  // In the recycle bin, from which it may come back.
  recoverable: 'deleted',
  recovering: 'pending',
};

/**
 * Copies of snapshots have an arbitrary volume id that means nothing, in practice this one.
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Snapshot.html
 */
const NO_VOLUME = 'vol-ffffffff';

/** @returns `null` when the payload names no snapshot or owner */
export function toSnapshot(
  snapshot: Snapshot,
  region: string,
): DiscoveredResource<'snapshot'> | null {
  const id = textOf(snapshot.SnapshotId);
  const owner = textOf(snapshot.OwnerId);
  if (id === null || owner === null) return null;
  const nativeState = textOf(snapshot.State);
  const volume = textOf(snapshot.VolumeId);
  return {
    resourceId: ec2Arn('snapshot', region, owner, id),
    resourceType: 'snapshot',
    nativeType: 'AWS::EC2::Snapshot',
    name: nameOf(snapshot.Tags),
    region,
    // Of snapshots in a local zone only.
    zone: textOf(snapshot.AvailabilityZone),
    state: stateFrom(STATES, nativeState),
    nativeState,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: tagsOf(snapshot.Tags),
    createdAt: timeOf(snapshot.StartTime),
    // The volume may be long gone; `sourceId` still tells which one it was.
    relationships: [],
    price: null,
    attributes: {
      sizeGib: numberOf(snapshot.VolumeSize),
      encryptedAtRest: boolOf(snapshot.Encrypted),
      sourceId:
        volume === null || volume === NO_VOLUME ? null : ec2Arn('volume', region, owner, volume),
      // Only a question for each snapshot would tell.
      isShared: null,
    },
    raw: snapshot,
  };
}
