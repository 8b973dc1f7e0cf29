import type { Repository } from '@aws-sdk/client-ecr';
import { discoveredResourceSchema } from '@skyledger/resource-model';
import { oddPayloads } from '../testing/odd-payloads';
import { toRegistry } from './repositories.mapper';

const ARN = 'arn:aws:ecr:eu-west-1:123456789012:repository/team/api';
const KEY = 'arn:aws:kms:eu-west-1:123456789012:key/1';

const REPOSITORY: Repository = {
  repositoryArn: ARN,
  repositoryName: 'team/api',
  createdAt: new Date('2025-01-02T03:04:05Z'),
  imageTagMutability: 'IMMUTABLE',
  imageScanningConfiguration: { scanOnPush: true },
  encryptionConfiguration: { encryptionType: 'KMS', kmsKey: KEY },
};

describe('toRegistry', () => {
  it('maps a repository', () => {
    const registry = toRegistry(REPOSITORY);
    expect(discoveredResourceSchema.safeParse(registry).error).toBeUndefined();
    expect(registry).toMatchObject({
      resourceId: ARN,
      name: 'team/api',
      region: 'eu-west-1',
      createdAt: '2025-01-02T03:04:05.000Z',
      attributes: { isPublic: null, scansOnPush: true, tagsImmutable: true, encryptionKeyId: KEY },
    });
  });

  it.each([
    ['MUTABLE', false],
    ['IMMUTABLE_WITH_EXCLUSION', false],
    [undefined, null],
  ])('with the mutability %s keeps its tags: %s', (imageTagMutability, tagsImmutable) => {
    const repository = { ...REPOSITORY, imageTagMutability } as Repository;
    expect(toRegistry(repository)?.attributes.tagsImmutable).toBe(tagsImmutable);
  });

  it('keeps what it can read of odd payloads', () => {
    for (const { what, odd } of oddPayloads(REPOSITORY, ['repositoryArn'])) {
      const { error } = discoveredResourceSchema.safeParse(toRegistry(odd));
      expect([what, error]).toEqual([what, undefined]);
    }
    expect(toRegistry({ repositoryName: 'api' })).toBeNull();
  });
});
