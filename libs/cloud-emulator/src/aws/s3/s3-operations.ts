import { FIRST_PLACE, listPage, readToken, writeToken } from '../aws-call';
import type { AwsCall, AwsOperation } from '../aws-call';
import { AwsError } from '../aws-errors';
import { XML_HEADER, escapeXml, optional } from '../xml';
import type { PublicAccessBlock, S3Bucket } from './bucket.item';

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';
const LARGEST_PAGE = 10_000;

/** What the paths of S3 Control begin with; the one thing read there is the account's block. */
const CONTROL_VERSION = 'v20180820';

/** Sub-resources by the query parameter that selects them; IAM names differ from the API's. */
const SUB_RESOURCES: Readonly<Record<string, string>> = {
  location: 'GetBucketLocation',
  publicAccessBlock: 'GetPublicAccessBlock',
  encryption: 'GetBucketEncryption',
  policyStatus: 'GetBucketPolicyStatus',
  versioning: 'GetBucketVersioning',
  logging: 'GetBucketLogging',
  tagging: 'GetBucketTagging',
};

export const S3_OPERATIONS: Readonly<Record<string, AwsOperation>> = {
  ListBuckets: { permission: 's3:ListAllMyBuckets', global: true, run: listBuckets },
  GetBucketLocation: { permission: 's3:GetBucketLocation', global: true, run: getBucketLocation },
  GetPublicAccessBlock: {
    permission: 's3:GetBucketPublicAccessBlock',
    global: true,
    run: getPublicAccessBlock,
  },
  GetBucketEncryption: {
    permission: 's3:GetEncryptionConfiguration',
    global: true,
    run: getBucketEncryption,
  },
  GetBucketPolicyStatus: {
    permission: 's3:GetBucketPolicyStatus',
    global: true,
    run: getBucketPolicyStatus,
  },
  GetBucketVersioning: {
    permission: 's3:GetBucketVersioning',
    global: true,
    run: getBucketVersioning,
  },
  GetBucketLogging: { permission: 's3:GetBucketLogging', global: true, run: getBucketLogging },
  GetAccountPublicAccessBlock: {
    permission: 's3:GetAccountPublicAccessBlock',
    global: true,
    run: getAccountPublicAccessBlock,
  },
  GetBucketTagging: { permission: 's3:GetBucketTagging', global: true, run: getBucketTagging },
};

/** The name of the S3 action a request asks for; null for what is not emulated. */
export function s3Action(
  method: string,
  bucket: string | null,
  query: URLSearchParams,
): string | null {
  if (method !== 'GET') return null;
  if (bucket === null) return 'ListBuckets';
  if (bucket === CONTROL_VERSION) return 'GetAccountPublicAccessBlock';
  const selected = Object.keys(SUB_RESOURCES).find((name) => query.has(name));
  return selected === undefined ? null : (SUB_RESOURCES[selected] ?? null);
}

/** All buckets at once, unless the caller asks for pages; `bucket-region` narrows to one region. */
function listBuckets(call: AwsCall): string {
  const { params } = call;
  const region = params.get('bucket-region');
  const prefix = params.get('prefix') ?? '';
  const stated = params.get('max-buckets');
  const limit = Number(stated ?? LARGEST_PAGE);
  if (!Number.isInteger(limit) || limit < 1 || limit > LARGEST_PAGE) {
    throw new AwsError(400, 'InvalidArgument', 'max-buckets is out of range');
  }
  const matching = region !== null || prefix !== '';
  const { items, token } = matching
    ? matchingPage(
        call,
        limit,
        (bucket) => (region === null || bucket.region === region) && bucket.name.startsWith(prefix),
      )
    : listPage(call, call.account.buckets, params.get('continuation-token'), limit, invalidToken);
  const withRegion = ['bucket-region', 'prefix', 'max-buckets', 'continuation-token'].some((name) =>
    params.has(name),
  );
  const buckets = items
    .map(
      (bucket) =>
        `<Bucket><Name>${escapeXml(bucket.name)}</Name><CreationDate>${bucket.created.toISOString()}</CreationDate>` +
        `${withRegion ? `<BucketRegion>${bucket.region}</BucketRegion>` : ''}</Bucket>`,
    )
    .join('');
  return document(
    'ListAllMyBucketsResult',
    `<Owner><ID>${ownerId(call)}</ID></Owner><Buckets>${buckets}</Buckets>` +
      optional('ContinuationToken', token) +
      (prefix === '' ? '' : optional('Prefix', prefix)),
  );
}

function matchingPage(
  call: AwsCall,
  limit: number,
  matches: (bucket: S3Bucket) => boolean,
): { items: S3Bucket[]; token: string | null } {
  const token = call.params.get('continuation-token');
  const place = token === null ? FIRST_PLACE : readToken(token);
  if (!place) throw invalidToken();
  const items: S3Bucket[] = [];
  for (const index of call.account.buckets.indexes()) {
    if (index < place.from) continue;
    const bucket = call.account.buckets.item(index);
    if (!matches(bucket)) continue;
    if (items.length === limit) {
      return { items, token: writeToken(call, { from: index, page: place.page + 1 }) };
    }
    items.push(bucket);
  }
  return { items, token: null };
}

/** Answers for buckets of any region; us-east-1 is written as no location at all. */
function getBucketLocation(call: AwsCall): string {
  const { region } = bucketOf(call);
  return `${XML_HEADER}<LocationConstraint xmlns="${NAMESPACE}">${region === 'us-east-1' ? '' : region}</LocationConstraint>`;
}

function getPublicAccessBlock(call: AwsCall): string {
  const bucket = bucketHere(call);
  const block = bucket.publicAccessBlock;
  if (!block)
    throw missing(
      'NoSuchPublicAccessBlockConfiguration',
      'The public access block configuration was not found',
      bucket,
    );
  return document('PublicAccessBlockConfiguration', blockSettings(block));
}

function getBucketEncryption(call: AwsCall): string {
  const bucket = bucketHere(call);
  if (!bucket.encryption) {
    throw missing(
      'ServerSideEncryptionConfigurationNotFoundError',
      'The server side encryption configuration was not found',
      bucket,
    );
  }
  const { algorithm, keyArn } = bucket.encryption;
  return document(
    'ServerSideEncryptionConfiguration',
    `<Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>${algorithm}</SSEAlgorithm>${optional('KMSMasterKeyID', keyArn)}` +
      `</ApplyServerSideEncryptionByDefault><BucketKeyEnabled>${keyArn !== null}</BucketKeyEnabled></Rule>`,
  );
}

function getBucketPolicyStatus(call: AwsCall): string {
  const bucket = bucketHere(call);
  if (bucket.policyIsPublic === null) {
    throw missing('NoSuchBucketPolicy', 'The bucket policy does not exist', bucket);
  }
  return document('PolicyStatus', `<IsPublic>${bucket.policyIsPublic}</IsPublic>`);
}

function getBucketVersioning(call: AwsCall): string {
  return document('VersioningConfiguration', optional('Status', bucketHere(call).versioning));
}

function getBucketLogging(call: AwsCall): string {
  const { logging } = bucketHere(call);
  const enabled = logging
    ? `<LoggingEnabled><TargetBucket>${logging.bucket}</TargetBucket><TargetPrefix>${logging.prefix}/</TargetPrefix></LoggingEnabled>`
    : '';
  return document('BucketLoggingStatus', enabled);
}

function getAccountPublicAccessBlock(call: AwsCall): string {
  const block = call.account.spec.publicAccessBlock;
  if (block) return document('PublicAccessBlockConfiguration', blockSettings(block));
  throw new AwsError(
    404,
    'NoSuchPublicAccessBlockConfiguration',
    'The public access block configuration was not found',
    { AccountId: call.account.spec.accountId },
  );
}

function blockSettings(block: PublicAccessBlock): string {
  return (
    `<BlockPublicAcls>${block.blockPublicAcls}</BlockPublicAcls><IgnorePublicAcls>${block.ignorePublicAcls}</IgnorePublicAcls>` +
    `<BlockPublicPolicy>${block.blockPublicPolicy}</BlockPublicPolicy><RestrictPublicBuckets>${block.restrictPublicBuckets}</RestrictPublicBuckets>`
  );
}

function getBucketTagging(call: AwsCall): string {
  const bucket = bucketHere(call);
  if (bucket.tags.length === 0) throw missing('NoSuchTagSet', 'The TagSet does not exist', bucket);
  const tags = bucket.tags
    .map(
      ([key, value]) => `<Tag><Key>${escapeXml(key)}</Key><Value>${escapeXml(value)}</Value></Tag>`,
    )
    .join('');
  return document('Tagging', `<TagSet>${tags}</TagSet>`);
}

/** The bucket addressed, if it is one of the caller's. */
function bucketOf(call: AwsCall): S3Bucket {
  const name = call.bucket ?? '';
  const bucket = call.account.buckets.find(name);
  if (!bucket)
    throw new AwsError(404, 'NoSuchBucket', 'The specified bucket does not exist', {
      BucketName: name,
    });
  return bucket;
}

/** The bucket, if the request was sent to its region; S3 redirects every other one. */
function bucketHere(call: AwsCall): S3Bucket {
  const bucket = bucketOf(call);
  if (bucket.region === call.region) return bucket;
  throw new AwsError(
    301,
    'PermanentRedirect',
    'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
    { Bucket: bucket.name, Endpoint: `${bucket.name}.s3.${bucket.region}.amazonaws.com` },
    { 'x-amz-bucket-region': bucket.region },
  );
}

function missing(code: string, message: string, bucket: S3Bucket): AwsError {
  return new AwsError(404, code, message, { BucketName: bucket.name });
}

function invalidToken(): AwsError {
  return new AwsError(400, 'InvalidArgument', 'The continuation token provided is incorrect', {
    ArgumentName: 'continuation-token',
  });
}

function ownerId(call: AwsCall): string {
  return call.account.spec.accountId.repeat(6).slice(0, 64);
}

function document(root: string, content: string): string {
  return `${XML_HEADER}<${root} xmlns="${NAMESPACE}">${content}</${root}>`;
}
