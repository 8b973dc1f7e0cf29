import type { Volume } from '@aws-sdk/client-ec2';
import { numberOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { ec2Arn } from '../arn';
import { stateFrom } from '../native-state';
import { boolOf, objectsOf, sortedTexts, timeOf } from '../payload';
import type { Rates } from '../pricing/price-list';
import { nameOf, tagsOf } from '../tags';
import { volumePrice } from './volume-prices';

const STATES: Readonly<Record<string, ResourceState>> = {
  creating: 'pending',
  available: 'running',
  'in-use': 'running',
  deleting: 'pending',
  deleted: 'deleted',
  error: 'error',
};

/** What the payload of a volume does not tell. */
export interface VolumeContext {
  region: string;
  /** The account that was asked. */
  accountId: string;
  /** By the product that a volume is. */
  rates: Rates;
}

/**
 * Volumes are never another account's, and not every answer tells whose they are.
 * @returns `null` when the payload names no volume
 */
export function toVolume(
  volume: Volume,
  { region, accountId, rates }: VolumeContext,
): DiscoveredResource<'volume'> | null {
  const id = textOf(volume.VolumeId);
  if (id === null) return null;
  const owner = textOf(volume.OwnerId) ?? accountId;
  const nativeState = textOf(volume.State);
  return {
    resourceId: ec2Arn('volume', region, owner, id),
    resourceType: 'volume',
    nativeType: 'AWS::EC2::Volume',
    name: nameOf(volume.Tags),
    region,
    zone: textOf(volume.AvailabilityZone),
    state: stateFrom(STATES, nativeState),
    nativeState,
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: tagsOf(volume.Tags),
    createdAt: timeOf(volume.CreateTime),
    relationships: attachedTo(volume, region, owner),
    price: volumePrice(volume, region, rates),
    attributes: {
      sizeGib: numberOf(volume.Size),
      encryptedAtRest: boolOf(volume.Encrypted),
      kind: textOf(volume.VolumeType),
    },
    raw: volume,
  };
}

/** Some types can be attached to several instances; those that AWS itself runs have no instance id. */
function attachedTo(
  { Attachments }: Volume,
  region: string,
  owner: string,
): DiscoveredResource['relationships'] {
  const held = objectsOf(Attachments).filter((each) => each.State !== 'detached');
  return sortedTexts(held.map((each) => each.InstanceId)).map((id) => ({
    kind: 'attached_to' as const,
    resourceId: ec2Arn('instance', region, owner, id),
  }));
}
