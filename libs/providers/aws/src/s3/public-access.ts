import type { PublicAccessBlockConfiguration } from '@aws-sdk/client-s3';
import { boolOf } from '../payload';
import type { AccountBlock } from './account-block';

/** The four settings by which S3 blocks public access. `null` is not known. */
export interface BlockSettings {
  BlockPublicAcls: boolean | null;
  IgnorePublicAcls: boolean | null;
  BlockPublicPolicy: boolean | null;
  RestrictPublicBuckets: boolean | null;
}

/**
 * What holds for a bucket: a setting is on where the bucket or its account switched it on.
 * Source: https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 *
 * @param account what the account blocks
 * @param bucket what the bucket blocks; `null` for nothing
 */
export function effectiveBlock(
  account: AccountBlock,
  bucket: PublicAccessBlockConfiguration | null | undefined,
): BlockSettings {
  const eitherOf = (setting: keyof BlockSettings): boolean | null => {
    const settings = [settingOf(account, setting), settingOf(bucket, setting)];
    if (settings.includes(true)) return true;
    return settings.includes(null) ? null : false;
  };
  return {
    BlockPublicAcls: eitherOf('BlockPublicAcls'),
    IgnorePublicAcls: eitherOf('IgnorePublicAcls'),
    BlockPublicPolicy: eitherOf('BlockPublicPolicy'),
    RestrictPublicBuckets: eitherOf('RestrictPublicBuckets'),
  };
}

/** Blocked is only what all four settings block. */
export function blocksEverything(block: BlockSettings): boolean | null {
  const settings = Object.values(block);
  if (settings.includes(false)) return false;
  return settings.includes(null) ? null : true;
}

function settingOf(
  block: PublicAccessBlockConfiguration | null | undefined,
  setting: keyof BlockSettings,
): boolean | null {
  return block === null ? false : boolOf(block?.[setting]);
}
