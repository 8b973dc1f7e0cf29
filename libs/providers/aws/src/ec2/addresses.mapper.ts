import type { Address } from '@aws-sdk/client-ec2';
import { textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { ec2Arn, isAccountId } from '../arn';
import { nameOf, tagsOf } from '../tags';

/**
 * @param accountId the account that was asked; the payload does not tell that the address is its own
 * @returns `null` when the payload names no address
 */
export function toPublicIp(
  address: Address,
  region: string,
  accountId: string,
): DiscoveredResource<'public_ip'> | null {
  const id = textOf(address.AllocationId);
  if (id === null) return null;
  // In a Wavelength zone it is one of the carrier's network, through which the Internet reaches it.
  const reachable = textOf(address.PublicIp) ?? textOf(address.CarrierIp);
  return {
    resourceId: ec2Arn('elastic-ip', region, accountId, id),
    resourceType: 'public_ip',
    nativeType: 'AWS::EC2::EIP',
    name: nameOf(address.Tags),
    region,
    zone: null,
    // Addresses have no state: one that is listed can be used.
    state: 'running',
    nativeState: null,
    size: null,
    privateIps: [],
    publicIps: reachable === null ? [] : [reachable],
    isPublic: reachable !== null,
    tags: tagsOf(address.Tags),
    createdAt: null,
    relationships: attachedTo(address, region, accountId),
    price: null,
    attributes: {
      // On an Outpost it is one of the customer's own network.
      address: reachable ?? textOf(address.CustomerOwnedIp),
      isStatic: true,
      isAttached: [address.AssociationId, address.InstanceId, address.NetworkInterfaceId].some(
        (used) => textOf(used) !== null,
      ),
    },
    raw: address,
  };
}

function attachedTo(
  address: Address,
  region: string,
  accountId: string,
): DiscoveredResource['relationships'] {
  const instance = textOf(address.InstanceId);
  const networkInterface = textOf(address.NetworkInterfaceId);
  const told = textOf(address.NetworkInterfaceOwnerId);
  const owner = isAccountId(told) ? told : accountId;
  return [
    ...(instance === null ? [] : [ec2Arn('instance', region, owner, instance)]),
    ...(networkInterface === null
      ? []
      : [ec2Arn('network-interface', region, owner, networkInterface)]),
  ].map((resourceId) => ({ kind: 'attached_to', resourceId }));
}
