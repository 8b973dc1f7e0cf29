import { textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import type { Partition } from '../arn';
import { boolOf, objectsOf, timeOf } from '../payload';
import { tagsOf } from '../tags';
import type { AccountBlock } from './account-block';
import type { DetailedBucket } from './bucket-details';
import { blocksEverything, effectiveBlock, type BlockSettings } from './public-access';

/**
 * @param accountBlock what the account blocks in all of its buckets
 * @returns `null` when the payload has no name
 */
export function toBucket(
  detailed: DetailedBucket,
  partition: Partition,
  accountBlock: AccountBlock,
): DiscoveredResource<'bucket'> | null {
  const { bucket, region, publicAccessBlock, encryption, policyStatus, tags } = detailed;
  const { versioning, logging } = detailed;
  const name = textOf(bucket.Name);
  if (name === null) return null;
  const block = effectiveBlock(accountBlock, publicAccessBlock);
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
    isPublic: isPublicOf(block, policyPublic),
    tags: tagsOf(tags),
    createdAt: timeOf(bucket.CreationDate),
    relationships: [],
    price: null,
    attributes: {
      publicAccessBlocked: blocksEverything(block),
      policyPublic,
      encryptedAtRest:
        encryption === null ? false : textOf(standard?.SSEAlgorithm) === null ? null : true,
      encryptionKeyId: textOf(standard?.KMSMasterKeyID),
      versioned: versioning === undefined ? null : versioning === 'Enabled',
      accessLogged: logging === undefined ? null : textOf(logging?.TargetBucket) !== null,
    },
    raw: {
      ...bucket,
      PublicAccessBlockConfiguration: publicAccessBlock,
      ServerSideEncryptionConfiguration: encryption,
      AccountPublicAccessBlockConfiguration: accountBlock,
      PolicyStatus: policyStatus,
      VersioningStatus: versioning,
      LoggingEnabled: logging,
      TagSet: tags,
    },
  };
}

/**
 * A public policy lets anyone in unless the bucket restricts public policies to its own account.
 * Where neither is public, ACLs, which are not read, may still be: that is not known.
 */
function isPublicOf(block: BlockSettings, policyPublic: boolean | null): boolean | null {
  if (blocksEverything(block) === true) return false;
  return policyPublic === true && block.RestrictPublicBuckets === false ? true : null;
}
