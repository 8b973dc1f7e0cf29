import type { EmulatedItem, Generate } from '../../estate/collection';
import { drawNaming, drawTags } from '../../estate/names';
import type { Tag } from '../../estate/names';
import { ItemRandom, saltOf } from '../../estate/random';

export interface PublicAccessBlock {
  readonly blockPublicAcls: boolean;
  readonly ignorePublicAcls: boolean;
  readonly blockPublicPolicy: boolean;
  readonly restrictPublicBuckets: boolean;
}

export interface S3Bucket extends EmulatedItem {
  readonly arn: string;
  readonly region: string;
  readonly created: Date;
  /** Null: never configured, answered with NoSuchPublicAccessBlockConfiguration. */
  readonly publicAccessBlock: PublicAccessBlock | null;
  /** Null: an old bucket without default encryption. */
  readonly encryption: {
    readonly algorithm: 'AES256' | 'aws:kms';
    readonly keyArn: string | null;
  } | null;
  /** Null: the bucket has no policy, answered with NoSuchBucketPolicy. */
  readonly policyIsPublic: boolean | null;
  /** Null: versioning was never switched on. */
  readonly versioning: 'Enabled' | 'Suspended' | null;
  readonly tags: readonly Tag[];
  /** Null: accesses are not logged. */
  readonly logging: { readonly bucket: string; readonly prefix: string } | null;
}

/** S3 encrypts new buckets since January 2023 and blocks public access to them since April 2023. */
const SECURE_BY_DEFAULT_SINCE = new Date('2023-05-01T00:00:00Z');

export function bucketGenerator(
  seed: number,
  accountId: string,
  regions: readonly string[],
): Generate<S3Bucket> {
  const salt = saltOf(seed, accountId, 'bucket');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const naming = drawNaming(random);
    const purpose = random.pick(['assets', 'logs', 'backups', 'exports', 'uploads', 'artifacts']);
    const name = `${naming.application}-${naming.environment}-${purpose}-${accountId.slice(-6)}-${index + 1}`;
    const region = random.pick(regions);
    const created = random.time(7);
    const recent = created >= SECURE_BY_DEFAULT_SINCE;
    return {
      id: name,
      arn: `arn:aws:s3:::${name}`,
      region,
      name,
      created,
      publicAccessBlock: accessBlock(random, recent, revision),
      encryption: encryption(random, recent, `arn:aws:kms:${region}:${accountId}:key/`),
      policyIsPublic: random.chance(0.5) ? null : random.chance(0.15),
      versioning: random.pick(['Enabled', 'Enabled', 'Suspended', null, null]),
      tags: drawTags(random, naming, null, revision),
      logging: random.chance(0.35) ? { bucket: `access-logs-${accountId}`, prefix: name } : null,
    };
  };
}

/** Bucket names end in their number, counted from one. */
export function indexOfBucketName(name: string): number | null {
  const number = /-(\d+)$/.exec(name)?.[1];
  return number === undefined ? null : Number(number) - 1;
}

function accessBlock(
  random: ItemRandom,
  recent: boolean,
  revision: number,
): PublicAccessBlock | null {
  const share = random.int(100);
  const full = recent ? 88 : 60;
  const blocks = share < full || share >= 95;
  const flipped = revision % 2 === 1 ? !blocks : blocks;
  if (!flipped && share < full + 6) return null;
  return {
    blockPublicAcls: flipped || share % 2 === 0,
    ignorePublicAcls: flipped || share % 2 === 0,
    blockPublicPolicy: flipped,
    restrictPublicBuckets: flipped,
  };
}

function encryption(
  random: ItemRandom,
  recent: boolean,
  keyPrefix: string,
): S3Bucket['encryption'] {
  if (random.chance(0.25)) {
    return { algorithm: 'aws:kms', keyArn: `${keyPrefix}1234abcd-12ab-34cd-56ef-1234567890ab` };
  }
  return recent || random.chance(0.6) ? { algorithm: 'AES256', keyArn: null } : null;
}
