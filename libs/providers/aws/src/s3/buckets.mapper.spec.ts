import { discoveredResourceSchema } from '@skyledger/resource-model';
import type { DetailedBucket } from './bucket-details';
import { toBucket } from './buckets.mapper';

const BLOCK_ALL = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

/** All but one of the settings. */
const HALF = { ...BLOCK_ALL, RestrictPublicBuckets: false };

function aBucket(changes: Partial<DetailedBucket> = {}): DetailedBucket {
  return {
    bucket: { Name: 'logs.example', CreationDate: new Date('2024-01-01T00:00:00Z') },
    region: 'eu-west-1',
    publicAccessBlock: BLOCK_ALL,
    encryption: {
      Rules: [
        {
          ApplyServerSideEncryptionByDefault: {
            SSEAlgorithm: 'aws:kms',
            KMSMasterKeyID: 'arn:aws:kms:eu-west-1:123456789012:key/1',
          },
        },
      ],
    },
    policyStatus: { IsPublic: false },
    versioning: 'Enabled',
    logging: { TargetBucket: 'access-logs', TargetPrefix: 'logs.example/' },
    tags: [{ Key: 'team', Value: 'sre' }],
    ...changes,
  };
}

describe('toBucket', () => {
  it('maps a bucket that is locked up', () => {
    const bucket = toBucket(aBucket(), 'aws', null);
    expect(discoveredResourceSchema.safeParse(bucket).error).toBeUndefined();
    expect(bucket).toMatchObject({
      resourceId: 'arn:aws:s3:::logs.example',
      name: 'logs.example',
      region: 'eu-west-1',
      isPublic: false,
      tags: { team: 'sre' },
      createdAt: '2024-01-01T00:00:00.000Z',
      attributes: {
        publicAccessBlocked: true,
        policyPublic: false,
        encryptedAtRest: true,
        encryptionKeyId: 'arn:aws:kms:eu-west-1:123456789012:key/1',
        versioned: true,
        accessLogged: true,
      },
    });
  });

  it('takes "has none" for an answer', () => {
    const none = {
      publicAccessBlock: null,
      encryption: null,
      policyStatus: null,
      versioning: null,
      logging: null,
      tags: null,
    };
    expect(toBucket(aBucket(none), 'aws-cn', null)).toMatchObject({
      resourceId: 'arn:aws-cn:s3:::logs.example',
      isPublic: null,
      tags: {},
      attributes: {
        publicAccessBlocked: false,
        policyPublic: false,
        encryptedAtRest: false,
        encryptionKeyId: null,
        versioned: false,
        accessLogged: false,
      },
    });
  });

  it('does not take silence for an answer', () => {
    const silent = {
      publicAccessBlock: undefined,
      encryption: undefined,
      policyStatus: undefined,
      versioning: undefined,
      logging: undefined,
      tags: undefined,
      region: null,
    };
    const bucket = toBucket(aBucket(silent), 'aws', undefined);
    expect(discoveredResourceSchema.safeParse(bucket).error).toBeUndefined();
    expect(bucket).toMatchObject({ isPublic: null, region: null });
    expect(Object.values(bucket?.attributes ?? {})).toEqual(Array(6).fill(null));
  });

  it.each([
    ['nothing blocked', null, true, false, true],
    ['all blocked', BLOCK_ALL, true, true, false],
    ['one setting off', { ...BLOCK_ALL, IgnorePublicAcls: false }, true, false, null],
    ['policies not restricted', { ...BLOCK_ALL, RestrictPublicBuckets: false }, true, false, true],
    ['one setting not told', { ...BLOCK_ALL, IgnorePublicAcls: undefined }, false, null, null],
    ['no public policy', null, false, false, null],
  ])('weighs policy and block: %s', (_what, block, IsPublic, publicAccessBlocked, isPublic) => {
    const detailed = aBucket({ publicAccessBlock: block, policyStatus: { IsPublic } });
    const bucket = toBucket(detailed, 'aws', null);
    expect(bucket).toMatchObject({ isPublic, attributes: { publicAccessBlocked } });
  });

  it.each([
    ['all in the account, nothing here', BLOCK_ALL, null, true, false],
    ['nothing in the account, all here', null, BLOCK_ALL, true, false],
    [
      'half in the account, half here',
      { ...BLOCK_ALL, IgnorePublicAcls: false, BlockPublicAcls: false },
      { IgnorePublicAcls: true, BlockPublicAcls: true },
      true,
      false,
    ],
    ['all but ACLs in the account', { ...BLOCK_ALL, IgnorePublicAcls: false }, null, false, null],
    ['all but one, and the account not told', undefined, HALF, null, null],
    ['nothing here, and the account not told', undefined, null, null, null],
    ['all here, and the account not told', undefined, BLOCK_ALL, true, false],
    ['all in the account, and the bucket not told', BLOCK_ALL, undefined, true, false],
  ])('joins account and bucket: %s', (_what, account, block, publicAccessBlocked, isPublic) => {
    const detailed = aBucket({ publicAccessBlock: block, policyStatus: { IsPublic: true } });
    expect(toBucket(detailed, 'aws', account)).toMatchObject({
      isPublic,
      attributes: { publicAccessBlocked },
    });
  });

  it.each([
    ['Suspended', false],
    ['Enabled', true],
    [null, false],
    [undefined, null],
  ])('takes the versioning %s for %s', (versioning, versioned) => {
    expect(toBucket(aBucket({ versioning }), 'aws', null)?.attributes).toMatchObject({ versioned });
  });

  it('is nothing without a name', () => {
    expect(toBucket(aBucket({ bucket: {} }), 'aws', null)).toBeNull();
  });
});
