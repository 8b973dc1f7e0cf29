import type { Tag, Trail } from '@aws-sdk/client-cloudtrail';
import { textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { boolOf } from '../payload';
import { serviceResource } from '../service-resource';
import { tagsOf } from '../tags';

/**
 * @param told what is asked of each trail; `isLogging` is `null` and `tags` `undefined` when not told
 * @returns `null` when the payload has no ARN
 */
export function toTrail(
  trail: Trail,
  region: string,
  told: { isLogging: boolean | null; tags: Tag[] | undefined },
): DiscoveredResource<'audit_trail'> | null {
  const arn = textOf(trail.TrailARN);
  if (arn === null) return null;
  const { isLogging, tags } = told;
  return {
    ...serviceResource(region),
    resourceId: arn,
    resourceType: 'audit_trail',
    nativeType: 'AWS::CloudTrail::Trail',
    name: textOf(trail.Name),
    state: isLogging === null ? 'unknown' : isLogging ? 'running' : 'stopped',
    tags: tagsOf(tags),
    attributes: {
      isEnabled: isLogging,
      coversEveryRegion: boolOf(trail.IsMultiRegionTrail),
      validatesFiles: boolOf(trail.LogFileValidationEnabled),
      encryptionKeyId: textOf(trail.KmsKeyId),
      destination: textOf(trail.S3BucketName),
    },
    raw: { ...trail, IsLogging: isLogging, ...(tags && { TagsList: tags }) },
  };
}
