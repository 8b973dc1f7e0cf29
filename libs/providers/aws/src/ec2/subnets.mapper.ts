import type { Subnet } from '@aws-sdk/client-ec2';
import { textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { ec2Arn } from '../arn';
import { boolOf, objectsOf, sortedTexts } from '../payload';
import { nameOf, tagsOf } from '../tags';
import { networkStateOf } from './network-state';

/**
 * A subnet that another account shares keeps that account's id in its ARN, and so does its VPC.
 * @returns `null` when the payload names no subnet or owner
 */
export function toSubnet(subnet: Subnet, region: string): DiscoveredResource<'subnet'> | null {
  const id = textOf(subnet.SubnetId);
  const owner = textOf(subnet.OwnerId);
  if (id === null || owner === null) return null;
  const vpcId = textOf(subnet.VpcId);
  const v6 = objectsOf(subnet.Ipv6CidrBlockAssociationSet).filter(
    (each) => each.Ipv6CidrBlockState?.State === 'associated',
  );
  return {
    resourceId: ec2Arn('subnet', region, owner, id),
    resourceType: 'subnet',
    nativeType: 'AWS::EC2::Subnet',
    name: nameOf(subnet.Tags),
    region,
    zone: textOf(subnet.AvailabilityZone),
    state: networkStateOf(subnet.State),
    nativeState: textOf(subnet.State),
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: tagsOf(subnet.Tags),
    createdAt: null,
    relationships:
      vpcId === null ? [] : [{ kind: 'runs_in', resourceId: ec2Arn('vpc', region, owner, vpcId) }],
    price: null,
    attributes: {
      cidrs: sortedTexts([subnet.CidrBlock, ...v6.map((each) => each.Ipv6CidrBlock)]),
      assignsPublicIp: boolOf(subnet.MapPublicIpOnLaunch),
    },
    raw: subnet,
  };
}
