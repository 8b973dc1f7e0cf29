import type { Repository } from '@aws-sdk/client-ecr';
import { textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { parseArn } from '../arn';
import { boolOf, timeOf } from '../payload';
import { untold } from '../untold';

/** @returns `null` when the payload has no ARN */
export function toRegistry(repository: Repository): DiscoveredResource<'registry'> | null {
  const arn = parseArn(repository.repositoryArn);
  if (!arn) return null;
  const mutability = textOf(repository.imageTagMutability);
  return {
    ...untold(),
    resourceId: repository.repositoryArn ?? '',
    resourceType: 'registry',
    nativeType: 'AWS::ECR::Repository',
    name: textOf(repository.repositoryName),
    region: textOf(arn.region),
    // It has no states: it works while it exists.
    state: 'running',
    createdAt: timeOf(repository.createdAt),
    attributes: {
      isPublic: null,
      scansOnPush: boolOf(repository.imageScanningConfiguration?.scanOnPush),
      // Exclusions leave some tags that can be moved.
      tagsImmutable: mutability === null ? null : mutability === 'IMMUTABLE',
      encryptionKeyId: textOf(repository.encryptionConfiguration?.kmsKey),
    },
    raw: repository,
  };
}
