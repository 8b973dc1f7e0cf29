import type { Instance, InstanceNetworkInterface } from '@aws-sdk/client-ec2';
import { integerOf, textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { ec2Arn } from '../arn';
import { stateFrom } from '../native-state';
import { objectsOf, sortedTexts, timeOf } from '../payload';
import type { Prices } from '../pricing/price-list';
import { nameOf, tagsOf } from '../tags';
import { instancePrice } from './instance-prices';
import { addressesOf } from './interface-addresses';

/** An instance with the owner that only its reservation tells. */
export interface OwnedInstance {
  instance: Instance;
  ownerId: string | undefined;
}

const STATES: Readonly<Record<string, ResourceState>> = {
  pending: 'pending',
  running: 'running',
  'shutting-down': 'pending',
  stopping: 'pending',
  stopped: 'stopped',
  terminated: 'deleted',
};

/**
 * @param prices by the product that an instance is
 * @returns `null` when the payload names no instance or owner
 */
export function toVm(
  { instance, ownerId }: OwnedInstance,
  region: string,
  prices: Prices,
): DiscoveredResource<'vm'> | null {
  const id = textOf(instance.InstanceId);
  const owner = textOf(ownerId);
  if (id === null || owner === null) return null;
  const interfaces = objectsOf(instance.NetworkInterfaces);
  const addresses = addressesOf(interfaces, {
    private: instance.PrivateIpAddress,
    public: instance.PublicIpAddress,
    v6: instance.Ipv6Address,
  });
  const nativeState = textOf(instance.State?.Name);
  return {
    resourceId: ec2Arn('instance', region, owner, id),
    resourceType: 'vm',
    nativeType: 'AWS::EC2::Instance',
    name: nameOf(instance.Tags),
    region,
    zone: textOf(instance.Placement?.AvailabilityZone),
    state: stateFrom(STATES, nativeState),
    nativeState,
    size: textOf(instance.InstanceType),
    privateIps: addresses.private,
    publicIps: addresses.public,
    isPublic: addresses.public.length > 0,
    tags: tagsOf(instance.Tags),
    createdAt: createdAtOf(instance, interfaces),
    relationships: relationshipsOf(instance, interfaces, region, owner),
    price: instancePrice(instance, region, prices),
    attributes: {
      cpuCount: cpuCountOf(instance),
      // The listing tells the instance type but not its memory.
      memoryMib: null,
      imageId: textOf(instance.ImageId),
      metadataTokenRequired: metadataTokenRequiredOf(instance),
      identityId: textOf(instance.IamInstanceProfile?.Arn),
      architecture: textOf(instance.Architecture),
    },
    raw: instance,
  };
}

/**
 * `LaunchTime` is the last start. The primary network interface is attached when the instance is
 * made and cannot be detached, so that its time is the instance's age.
 */
function createdAtOf(
  instance: Instance,
  interfaces: readonly InstanceNetworkInterface[],
): string | null {
  const primary = interfaces.find((each) => each.Attachment?.DeviceIndex === 0);
  return timeOf(primary?.Attachment?.AttachTime) ?? timeOf(instance.LaunchTime);
}

function relationshipsOf(
  instance: Instance,
  interfaces: readonly InstanceNetworkInterface[],
  region: string,
  owner: string,
): DiscoveredResource['relationships'] {
  const groups = [
    ...objectsOf(instance.SecurityGroups),
    ...interfaces.flatMap((each) => objectsOf(each.Groups)),
  ];
  const subnets = [instance.SubnetId, ...interfaces.map((each) => each.SubnetId)];
  return [
    ...sortedTexts(subnets).map((id) => ({
      kind: 'runs_in' as const,
      resourceId: ec2Arn('subnet', region, owner, id),
    })),
    ...sortedTexts(groups.map((group) => group.GroupId)).map((id) => ({
      kind: 'protected_by' as const,
      resourceId: ec2Arn('security-group', region, owner, id),
    })),
  ];
}

function cpuCountOf({ CpuOptions }: Instance): number | null {
  const cores = integerOf(CpuOptions?.CoreCount);
  const threads = integerOf(CpuOptions?.ThreadsPerCore);
  return cores === null || threads === null ? null : cores * threads;
}

/** A metadata service that is switched off answers nobody, with or without a token. */
function metadataTokenRequiredOf({ MetadataOptions }: Instance): boolean | null {
  if (MetadataOptions?.HttpEndpoint === 'disabled') return true;
  const tokens = textOf(MetadataOptions?.HttpTokens);
  return tokens === null ? null : tokens === 'required';
}
