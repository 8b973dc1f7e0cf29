import type { Snapshot } from '@aws-sdk/client-ec2';
import { discoveredResourceSchema } from '@skyledger/resource-model';
import { toSnapshot } from './snapshots.mapper';

const REGION = 'eu-west-1';

function aSnapshot(changes: Partial<Snapshot> = {}): Snapshot {
  return {
    SnapshotId: 'snap-0a1',
    VolumeId: 'vol-0a1',
    State: 'completed',
    StartTime: new Date('2025-03-04T05:06:07Z'),
    Progress: '100%',
    OwnerId: '123456789012',
    Description: '',
    VolumeSize: 100,
    Encrypted: false,
    StorageTier: 'standard',
    Tags: [{ Key: 'Name', Value: 'nightly' }],
    ...changes,
  };
}

describe('toSnapshot', () => {
  it('maps a snapshot of a volume', () => {
    const raw = aSnapshot();
    const snapshot = toSnapshot(raw, REGION);
    expect(discoveredResourceSchema.safeParse(snapshot).error).toBeUndefined();
    expect(snapshot).toMatchObject({
      resourceId: 'arn:aws:ec2:eu-west-1::snapshot/snap-0a1',
      resourceType: 'snapshot',
      nativeType: 'AWS::EC2::Snapshot',
      name: 'nightly',
      region: REGION,
      zone: null,
      state: 'running',
      nativeState: 'completed',
      createdAt: '2025-03-04T05:06:07.000Z',
      relationships: [],
      attributes: {
        sizeGib: 100,
        encryptedAtRest: false,
        sourceId: 'arn:aws:ec2:eu-west-1:123456789012:volume/vol-0a1',
        isShared: null,
      },
    });
    expect(snapshot?.raw).toBe(raw);
  });

  it.each([
    ['cn-north-1', 'arn:aws-cn:ec2:cn-north-1::snapshot/snap-0a1'],
    ['us-gov-east-1', 'arn:aws-us-gov:ec2:us-gov-east-1::snapshot/snap-0a1'],
  ])('belongs to the partition of %s', (region, arn) => {
    expect(toSnapshot(aSnapshot(), region)?.resourceId).toBe(arn);
  });

  it.each(['vol-ffffffff', '', undefined])('has no source when its volume is %p', (VolumeId) => {
    expect(toSnapshot(aSnapshot({ VolumeId }), REGION)?.attributes.sourceId).toBeNull();
  });

  it.each([
    ['pending', 'pending'],
    ['error', 'error'],
    ['recoverable', 'deleted'],
    ['recovering', 'pending'],
    ['constructor', 'unknown'],
  ] as const)('maps the state %s to %s', (State, state) => {
    expect(toSnapshot(aSnapshot({ State: State as never }), REGION)?.state).toBe(state);
  });

  it.each([null, 42, {}, [null], 'text'])('keeps the snapshot when other fields are %p', (odd) => {
    const fields = Object.keys(aSnapshot()).filter(
      (field) => field !== 'SnapshotId' && field !== 'OwnerId',
    );
    const raw = aSnapshot(Object.fromEntries(fields.map((field) => [field, odd])) as never);
    expect(discoveredResourceSchema.safeParse(toSnapshot(raw, REGION)).error).toBeUndefined();
  });

  it('is nothing without an id or an owner', () => {
    expect(toSnapshot(aSnapshot({ SnapshotId: undefined }), REGION)).toBeNull();
    expect(toSnapshot(aSnapshot({ OwnerId: undefined }), REGION)).toBeNull();
  });
});
