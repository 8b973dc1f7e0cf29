import type { FileSystemDescription } from '@aws-sdk/client-efs';
import { discoveredResourceSchema } from '@skyledger/resource-model';
import { oddPayloads } from '../testing/odd-payloads';
import { toFileSystem } from './file-systems.mapper';

const ARN = 'arn:aws:elasticfilesystem:eu-west-1:123456789012:file-system/fs-0a';

const SYSTEM: FileSystemDescription = {
  OwnerId: '123456789012',
  CreationToken: 'x',
  FileSystemId: 'fs-0a',
  FileSystemArn: ARN,
  CreationTime: new Date('2025-01-02T03:04:05Z'),
  LifeCycleState: 'available',
  Name: 'shared',
  NumberOfMountTargets: 2,
  SizeInBytes: { Value: 3 * 2 ** 30 + 1 },
  PerformanceMode: 'generalPurpose',
  Encrypted: false,
  Tags: [{ Key: 'Name', Value: 'shared' }],
};

describe('toFileSystem', () => {
  it('maps a file system', () => {
    const system = toFileSystem(SYSTEM, 'eu-west-1');
    expect(discoveredResourceSchema.safeParse(system).error).toBeUndefined();
    expect(system).toMatchObject({
      resourceId: ARN,
      name: 'shared',
      zone: null,
      state: 'running',
      attributes: { sizeGib: 4, encryptedAtRest: false, encryptionKeyId: null },
    });
  });

  it('puts the ARN together where it is not told', () => {
    expect(toFileSystem({ ...SYSTEM, FileSystemArn: undefined }, 'eu-west-1')?.resourceId).toBe(
      ARN,
    );
  });

  it.each([
    ['updating', 'running'],
    ['creating', 'pending'],
    ['error', 'error'],
    ['constructor', 'unknown'],
  ])('maps the state %s to %s', (LifeCycleState, state) => {
    const system = { ...SYSTEM, LifeCycleState } as FileSystemDescription;
    expect(toFileSystem(system, 'eu-west-1')?.state).toBe(state);
  });

  it('keeps what it can read of odd payloads', () => {
    for (const { what, odd } of oddPayloads(SYSTEM, ['OwnerId', 'FileSystemId'])) {
      const { error } = discoveredResourceSchema.safeParse(toFileSystem(odd, 'eu-west-1'));
      expect([what, error]).toEqual([what, undefined]);
    }
    expect(toFileSystem({ ...SYSTEM, OwnerId: '' }, 'eu-west-1')).toBeNull();
  });
});
