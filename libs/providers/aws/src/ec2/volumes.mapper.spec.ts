import type { Volume } from '@aws-sdk/client-ec2';
import { discoveredResourceSchema } from '@skyledger/resource-model';
import type { Rates } from '../pricing/price-list';
import { toVolume } from './volumes.mapper';

const REGION = 'eu-west-1';
const OWNER = '123456789012';

/** A volume as DescribeVolumes answers it: without an owner. */
function aVolume(changes: Partial<Volume> = {}): Volume {
  return {
    VolumeId: 'vol-0a1',
    Size: 100,
    SnapshotId: '',
    AvailabilityZone: 'eu-west-1b',
    State: 'in-use',
    CreateTime: new Date('2025-03-04T05:06:07Z'),
    Attachments: [
      {
        VolumeId: 'vol-0a1',
        InstanceId: 'i-0a1',
        Device: '/dev/sdf',
        State: 'attached',
        AttachTime: new Date('2025-03-04T05:07:00Z'),
        DeleteOnTermination: false,
      },
    ],
    Encrypted: true,
    KmsKeyId: 'arn:aws:kms:eu-west-1:123456789012:key/1',
    VolumeType: 'gp3',
    Iops: 3000,
    MultiAttachEnabled: false,
    Tags: [{ Key: 'Name', Value: 'orders-data' }],
    ...changes,
  };
}

const map = (volume: Volume, region = REGION, rates: Rates = new Map()) =>
  toVolume(volume, { region, accountId: OWNER, rates });

describe('toVolume', () => {
  it('maps an attached volume', () => {
    const raw = aVolume();
    const volume = map(raw);
    expect(discoveredResourceSchema.safeParse(volume).error).toBeUndefined();
    expect(volume).toMatchObject({
      resourceId: 'arn:aws:ec2:eu-west-1:123456789012:volume/vol-0a1',
      resourceType: 'volume',
      nativeType: 'AWS::EC2::Volume',
      name: 'orders-data',
      region: REGION,
      zone: 'eu-west-1b',
      state: 'running',
      nativeState: 'in-use',
      createdAt: '2025-03-04T05:06:07.000Z',
      relationships: [
        {
          kind: 'attached_to',
          resourceId: 'arn:aws:ec2:eu-west-1:123456789012:instance/i-0a1',
        },
      ],
      attributes: { sizeGib: 100, encryptedAtRest: true, kind: 'gp3' },
    });
    expect(volume?.raw).toBe(raw);
  });

  it.each([
    ['cn-north-1', 'arn:aws-cn:ec2:cn-north-1:123456789012:volume/vol-0a1'],
    ['us-gov-west-1', 'arn:aws-us-gov:ec2:us-gov-west-1:123456789012:volume/vol-0a1'],
  ])('belongs to the partition of %s', (region, arn) => {
    expect(map(aVolume(), region)?.resourceId).toBe(arn);
  });

  it('believes an owner that it is told', () => {
    expect(map(aVolume({ OwnerId: '999999999999' }))?.resourceId).toBe(
      'arn:aws:ec2:eu-west-1:999999999999:volume/vol-0a1',
    );
  });

  it('names every instance that holds it, in one order, and none that let it go', () => {
    const Attachments = [
      { InstanceId: 'i-0c', State: 'attached' as const },
      { InstanceId: 'i-0b', State: 'detaching' as const },
      { InstanceId: 'i-0a', State: 'detached' as const },
      { AssociatedResource: 'arn:aws:ecs:eu-west-1:1:task/a/b', State: 'attached' as const },
    ];
    expect(map(aVolume({ Attachments }))?.relationships.map((each) => each.resourceId)).toEqual([
      'arn:aws:ec2:eu-west-1:123456789012:instance/i-0b',
      'arn:aws:ec2:eu-west-1:123456789012:instance/i-0c',
    ]);
  });

  it.each([
    ['creating', 'pending'],
    ['available', 'running'],
    ['deleting', 'pending'],
    ['deleted', 'deleted'],
    ['error', 'error'],
    ['constructor', 'unknown'],
  ] as const)('maps the state %s to %s', (State, state) => {
    expect(map(aVolume({ State: State as never }))?.state).toBe(state);
  });

  it('tells encrypted from not told', () => {
    expect(map(aVolume({ Encrypted: false }))?.attributes.encryptedAtRest).toBe(false);
    expect(map(aVolume({ Encrypted: undefined }))?.attributes.encryptedAtRest).toBeNull();
  });

  it.each([null, 42, {}, [null], 'text'])('keeps the volume when other fields are %p', (odd) => {
    const fields = Object.keys(aVolume()).filter((field) => field !== 'VolumeId');
    const raw = aVolume(Object.fromEntries(fields.map((field) => [field, odd])) as never);
    expect(discoveredResourceSchema.safeParse(map(raw)).error).toBeUndefined();
  });

  it('is nothing without an id', () => {
    expect(map(aVolume({ VolumeId: undefined }))).toBeNull();
  });
});
