import type { PublicAccessBlockConfiguration } from '@aws-sdk/client-s3';
import { textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import type { Partition } from '../arn';
import { boolOf, objectsOf, timeOf } from '../payload';
import { tagsOf } from '../tags';
import type { DetailedBucket } from './bucket-details';

/** @returns `null` when the payload has no name */
export function toBucket(
  { bucket, region, publicAccessBlock, encryption, policyStatus, tags }: DetailedBucket,
  partition: Partition,
): DiscoveredResource<'bucket'> | null {
  const name = textOf(bucket.Name);
  if (name === null) return null;
  const publicAccessBlocked = blockedOf(publicAccessBlock);
  const policyPublic = policyStatus === null ? false : boolOf(policyStatus?.IsPublic);
  const standard = objectsOf(encryption?.Rules)[0]?.ApplyServerSideEncryptionByDefault;
  return {
    resourceId: `arn:${partition}:s3:::${name}`,
    resourceType: 'bucket',
    nativeType: 'AWS::S3::Bucket',
    name,
    region,
    zone: null,
    // A bucket has no states: it works while it exists.
    state: 'running',
    nativeState: null,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: isPublicOf(publicAccessBlock, policyPublic),
    tags: tagsOf(tags),
    createdAt: timeOf(bucket.CreationDate),
    relationships: [],
    price: null,
    attributes: {
      publicAccessBlocked,
      policyPublic,
      encryptedAtRest:
        encryption === null ? false : textOf(standard?.SSEAlgorithm) === null ? null : true,
      encryptionKeyId: textOf(standard?.KMSMasterKeyID),
    },
    raw: {
      ...bucket,
      PublicAccessBlockConfiguration: publicAccessBlock,
      ServerSideEncryptionConfiguration: encryption,
      PolicyStatus: policyStatus,
      TagSet: tags,
    },
  };
}

/** Blocked is only what all four settings block; a bucket without settings blocks nothing. */
function blockedOf(block: PublicAccessBlockConfiguration | null | undefined): boolean | null {
  if (block === undefined) return null;
  if (block === null) return false;
  const settings = [
    boolOf(block.BlockPublicAcls),
    boolOf(block.IgnorePublicAcls),
    boolOf(block.BlockPublicPolicy),
    boolOf(block.RestrictPublicBuckets),
  ];
  if (settings.includes(false)) return false;
  return settings.includes(null) ? null : true;
}

/**
 * A public policy lets anyone in unless the bucket restricts public policies to its own account.
 * Where neither is public, ACLs, which are not read, may still be: that is not known.
 */
function isPublicOf(
  block: PublicAccessBlockConfiguration | null | undefined,
  policyPublic: boolean | null,
): boolean | null {
  if (blockedOf(block) === true) return false;
  if (block === undefined || policyPublic !== true) return null;
  return block?.RestrictPublicBuckets === true ? null : true;
}
