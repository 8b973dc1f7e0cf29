import { discoveredResourceSchema } from '@skyledger/resource-model';
import type { DetailedBucket } from './bucket-details';
import { toBucket } from './buckets.mapper';

const BLOCK_ALL = {
  BlockPublicAcls: true,
  IgnorePublicAcls: true,
  BlockPublicPolicy: true,
  RestrictPublicBuckets: true,
};

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
    tags: [{ Key: 'team', Value: 'sre' }],
    ...changes,
  };
}

describe('toBucket', () => {
  it('maps a bucket that is locked up', () => {
    const bucket = toBucket(aBucket(), 'aws');
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
      },
    });
  });

  it('takes "has none" for an answer', () => {
    const none = { publicAccessBlock: null, encryption: null, policyStatus: null, tags: null };
    expect(toBucket(aBucket(none), 'aws-cn')).toMatchObject({
      resourceId: 'arn:aws-cn:s3:::logs.example',
      isPublic: null,
      tags: {},
      attributes: {
        publicAccessBlocked: false,
        policyPublic: false,
        encryptedAtRest: false,
        encryptionKeyId: null,
      },
    });
  });

  it('does not take silence for an answer', () => {
    const silent = {
      publicAccessBlock: undefined,
      encryption: undefined,
      policyStatus: undefined,
      tags: undefined,
      region: null,
    };
    const bucket = toBucket(aBucket(silent), 'aws');
    expect(discoveredResourceSchema.safeParse(bucket).error).toBeUndefined();
    expect(bucket).toMatchObject({ isPublic: null, region: null });
    expect(Object.values(bucket?.attributes ?? {})).toEqual([null, null, null, null]);
  });

  it.each([
    ['nothing blocked', null, true, false, true],
    ['all blocked', BLOCK_ALL, true, true, false],
    ['one setting off', { ...BLOCK_ALL, IgnorePublicAcls: false }, true, false, null],
    ['policies not restricted', { ...BLOCK_ALL, RestrictPublicBuckets: false }, true, false, true],
    ['one setting not told', { ...BLOCK_ALL, IgnorePublicAcls: undefined }, false, null, null],
    ['no public policy', null, false, false, null],
  ])('weighs policy and block: %s', (_what, block, IsPublic, publicAccessBlocked, isPublic) => {
    const bucket = toBucket(
      aBucket({ publicAccessBlock: block, policyStatus: { IsPublic } }),
      'aws',
    );
    expect(bucket).toMatchObject({ isPublic, attributes: { publicAccessBlocked } });
  });

  it('is nothing without a name', () => {
    expect(toBucket(aBucket({ bucket: {} }), 'aws')).toBeNull();
  });
});
