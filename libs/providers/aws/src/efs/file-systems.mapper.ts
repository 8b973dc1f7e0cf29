import type { FileSystemDescription } from '@aws-sdk/client-efs';
import { numberOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { parseArn, partitionOf } from '../arn';
import { stateFrom } from '../native-state';
import { boolOf, timeOf } from '../payload';
import { tagsOf } from '../tags';
import { untold } from '../untold';

const STATES: Readonly<Record<string, ResourceState>> = {
  available: 'running',
  updating: 'running',
  creating: 'pending',
  deleting: 'pending',
  deleted: 'deleted',
  error: 'error',
};

const BYTES_PER_GIB = 2 ** 30;

/** @returns `null` when the payload names no file system or owner */
export function toFileSystem(
  system: FileSystemDescription,
  region: string,
): DiscoveredResource<'file_system'> | null {
  const id = textOf(system.FileSystemId);
  const owner = textOf(system.OwnerId);
  if (id === null || owner === null) return null;
  const told = parseArn(system.FileSystemArn) ? system.FileSystemArn : undefined;
  const nativeState = textOf(system.LifeCycleState);
  const bytes = numberOf(system.SizeInBytes?.Value);
  return {
    ...untold(),
    resourceId:
      told ?? `arn:${partitionOf(region)}:elasticfilesystem:${region}:${owner}:file-system/${id}`,
    resourceType: 'file_system',
    nativeType: 'AWS::EFS::FileSystem',
    name: textOf(system.Name),
    region,
    zone: textOf(system.AvailabilityZoneName),
    state: stateFrom(STATES, nativeState),
    nativeState,
    size: textOf(system.PerformanceMode),
    tags: tagsOf(system.Tags),
    createdAt: timeOf(system.CreationTime),
    attributes: {
      // In whole ones, because what is metered changes with every write.
      sizeGib: bytes === null ? null : Math.ceil(bytes / BYTES_PER_GIB),
      encryptedAtRest: boolOf(system.Encrypted),
      encryptionKeyId: textOf(system.KmsKeyId),
    },
    raw: system,
  };
}
