import type { NetworkInterface } from '@aws-sdk/client-ec2';
import { textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource, ResourceState } from '@skyledger/resource-model';
import { ec2Arn, isAccountId } from '../arn';
import { stateFrom } from '../native-state';
import { boolOf, objectsOf, sortedTexts } from '../payload';
import { nameOf, tagsOf } from '../tags';
import { addressesOf } from './interface-addresses';

const STATES: Readonly<Record<string, ResourceState>> = {
  available: 'running',
  associated: 'running',
  'in-use': 'running',
  attaching: 'pending',
  detaching: 'pending',
  pending: 'pending',
};

/** @returns `null` when the payload names no interface or owner */
export function toNetworkInterface(
  payload: NetworkInterface,
  region: string,
): DiscoveredResource<'network_interface'> | null {
  const id = textOf(payload.NetworkInterfaceId);
  const owner = textOf(payload.OwnerId);
  if (id === null || owner === null) return null;
  const nativeState = textOf(payload.Status);
  const found = addressesOf([payload], {
    private: payload.PrivateIpAddress,
    public: payload.Association?.PublicIp,
    v6: payload.Ipv6Address,
  });
  return {
    resourceId: ec2Arn('network-interface', region, owner, id),
    resourceType: 'network_interface',
    nativeType: 'AWS::EC2::NetworkInterface',
    name: nameOf(payload.TagSet),
    region,
    zone: textOf(payload.AvailabilityZone),
    state: stateFrom(STATES, nativeState),
    nativeState,
    size: null,
    privateIps: found.private,
    publicIps: found.public,
    isPublic: found.public.length > 0,
    tags: tagsOf(payload.TagSet),
    createdAt: null,
    relationships: relationshipsOf(payload, region, owner),
    price: null,
    attributes: {
      macAddress: textOf(payload.MacAddress),
      sourceCheck: boolOf(payload.SourceDestCheck),
    },
    raw: payload,
  };
}

/** Services attach to what is no instance of the account, and name themselves as its owner. */
function relationshipsOf(
  { SubnetId, Groups, Attachment }: NetworkInterface,
  region: string,
  owner: string,
): DiscoveredResource['relationships'] {
  const subnet = textOf(SubnetId);
  const instance = textOf(Attachment?.InstanceId);
  const instanceOwner = textOf(Attachment?.InstanceOwnerId);
  return [
    ...(subnet === null
      ? []
      : [{ kind: 'runs_in' as const, resourceId: ec2Arn('subnet', region, owner, subnet) }]),
    ...sortedTexts(objectsOf(Groups).map((group) => group.GroupId)).map((group) => ({
      kind: 'protected_by' as const,
      resourceId: ec2Arn('security-group', region, owner, group),
    })),
    ...(instance === null || !isAccountId(instanceOwner) || Attachment?.Status === 'detached'
      ? []
      : [
          {
            kind: 'attached_to' as const,
            resourceId: ec2Arn('instance', region, instanceOwner, instance),
          },
        ]),
  ];
}
