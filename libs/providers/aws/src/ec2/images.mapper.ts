import type { BlockDeviceMapping, Image } from '@aws-sdk/client-ec2';
import { numberOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { ec2Arn } from '../arn';
import { stateFrom } from '../native-state';
import { boolOf, objectsOf, timeOf } from '../payload';
import { tagsOf } from '../tags';

const STATES: Readonly<Record<string, ResourceState>> = {
  available: 'running',
  pending: 'pending',
  transient: 'pending',
  disabled: 'stopped',
  deregistered: 'deleted',
  invalid: 'error',
  failed: 'error',
  error: 'error',
};

/** @returns `null` when the payload names no image or owner */
export function toImage(image: Image, region: string): DiscoveredResource<'image'> | null {
  const id = textOf(image.ImageId);
  const owner = textOf(image.OwnerId);
  if (id === null || owner === null) return null;
  const nativeState = textOf(image.State);
  const disks = disksOf(image.BlockDeviceMappings);
  return {
    resourceId: ec2Arn('image', region, owner, id),
    resourceType: 'image',
    nativeType: 'AWS::EC2::Image',
    name: textOf(image.Name),
    region,
    zone: null,
    state: stateFrom(STATES, nativeState),
    nativeState,
    size: null,
    privateIps: [],
    publicIps: [],
    // Whether anybody may start instances from it.
    isPublic: boolOf(image.Public),
    tags: tagsOf(image.Tags),
    createdAt: timeOf(image.CreationDate),
    relationships: [],
    price: null,
    attributes: {
      sizeGib: sizeOf(disks),
      architecture: textOf(image.Architecture),
      operatingSystem: textOf(image.PlatformDetails),
      encryptedAtRest: encryptedOf(disks),
    },
    raw: image,
  };
}

type Disk = NonNullable<BlockDeviceMapping['Ebs']>;

/** The volumes that an instance of the image starts with; instance stores are none of its content. */
function disksOf(mappings: Image['BlockDeviceMappings']): Disk[] {
  return objectsOf(objectsOf(mappings).flatMap(({ Ebs }) => (Ebs ? [Ebs] : [])));
}

function sizeOf(disks: readonly Disk[]): number | null {
  const sizes = disks.map((disk) => numberOf(disk.VolumeSize));
  if (sizes.length === 0 || sizes.includes(null)) return null;
  return sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
}

/** One disk in the clear is enough for no. */
function encryptedOf(disks: readonly Disk[]): boolean | null {
  const told = disks.map((disk) => boolOf(disk.Encrypted));
  if (told.includes(false)) return false;
  return told.length === 0 || told.includes(null) ? null : true;
}
