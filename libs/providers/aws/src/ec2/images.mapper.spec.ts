import type { Image } from '@aws-sdk/client-ec2';
import { discoveredResourceSchema } from '@skyledger/resource-model';
import { toImage } from './images.mapper';

const REGION = 'eu-west-1';

function anImage(changes: Partial<Image> = {}): Image {
  return {
    ImageId: 'ami-0a1',
    ImageLocation: '123456789012/golden-web-1',
    Name: 'golden-web-1',
    OwnerId: '123456789012',
    State: 'available',
    CreationDate: '2025-03-04T05:06:07.000Z',
    Public: false,
    Architecture: 'arm64',
    ImageType: 'machine',
    PlatformDetails: 'Linux/UNIX',
    RootDeviceName: '/dev/xvda',
    BlockDeviceMappings: [
      { DeviceName: '/dev/xvda', Ebs: { SnapshotId: 'snap-0a1', VolumeSize: 8, Encrypted: true } },
      { DeviceName: '/dev/sdf', Ebs: { SnapshotId: 'snap-0a2', VolumeSize: 50, Encrypted: true } },
      { DeviceName: '/dev/sdb', VirtualName: 'ephemeral0' },
    ],
    Tags: [{ Key: 'Team', Value: 'sre' }],
    ...changes,
  };
}

describe('toImage', () => {
  it('maps an image of several disks', () => {
    const raw = anImage();
    const image = toImage(raw, REGION);
    expect(discoveredResourceSchema.safeParse(image).error).toBeUndefined();
    expect(image).toMatchObject({
      resourceId: 'arn:aws:ec2:eu-west-1::image/ami-0a1',
      resourceType: 'image',
      nativeType: 'AWS::EC2::Image',
      name: 'golden-web-1',
      region: REGION,
      state: 'running',
      nativeState: 'available',
      isPublic: false,
      tags: { Team: 'sre' },
      createdAt: '2025-03-04T05:06:07.000Z',
      attributes: {
        sizeGib: 58,
        architecture: 'arm64',
        operatingSystem: 'Linux/UNIX',
        encryptedAtRest: true,
      },
    });
    expect(image?.raw).toBe(raw);
  });

  it.each([
    ['cn-north-1', 'arn:aws-cn:ec2:cn-north-1::image/ami-0a1'],
    ['us-gov-west-1', 'arn:aws-us-gov:ec2:us-gov-west-1::image/ami-0a1'],
  ])('belongs to the partition of %s', (region, arn) => {
    expect(toImage(anImage(), region)?.resourceId).toBe(arn);
  });

  it.each([
    ['one disk in the clear', [{ Encrypted: true }, { Encrypted: false }, {}], false],
    ['a disk that is not told of', [{ Encrypted: true }, {}], null],
    ['no disk', [], null],
  ])('with %s it is encrypted: %p', (_what, disks, encrypted) => {
    const BlockDeviceMappings = disks.map((Ebs) => ({ Ebs }));
    expect(toImage(anImage({ BlockDeviceMappings }), REGION)?.attributes).toMatchObject({
      encryptedAtRest: encrypted,
      sizeGib: null,
    });
  });

  it.each([
    ['pending', 'pending'],
    ['disabled', 'stopped'],
    ['failed', 'error'],
    ['deregistered', 'deleted'],
    ['constructor', 'unknown'],
  ] as const)('maps the state %s to %s', (State, state) => {
    expect(toImage(anImage({ State: State as never }), REGION)?.state).toBe(state);
  });

  it.each([null, 42, {}, [null], 'text'])('keeps the image when other fields are %p', (odd) => {
    const fields = Object.keys(anImage()).filter(
      (field) => field !== 'ImageId' && field !== 'OwnerId',
    );
    const raw = anImage(Object.fromEntries(fields.map((field) => [field, odd])) as never);
    expect(discoveredResourceSchema.safeParse(toImage(raw, REGION)).error).toBeUndefined();
  });

  it('is nothing without an id or an owner', () => {
    expect(toImage(anImage({ ImageId: undefined }), REGION)).toBeNull();
    expect(toImage(anImage({ OwnerId: undefined }), REGION)).toBeNull();
  });
});
