import type { Vpc } from '@aws-sdk/client-ec2';
import { textOf } from '@skyledger/provider-sdk';
import type { DiscoveredResource } from '@skyledger/resource-model';
import { ec2Arn } from '../arn';
import { boolOf, objectsOf, sortedTexts } from '../payload';
import { nameOf, tagsOf } from '../tags';
import { networkStateOf } from './network-state';

/** @returns `null` when the payload names no VPC or owner */
export function toNetwork(vpc: Vpc, region: string): DiscoveredResource<'network'> | null {
  const id = textOf(vpc.VpcId);
  const owner = textOf(vpc.OwnerId);
  if (id === null || owner === null) return null;
  const v4 = objectsOf(vpc.CidrBlockAssociationSet).filter(
    (each) => each.CidrBlockState?.State === 'associated',
  );
  const v6 = objectsOf(vpc.Ipv6CidrBlockAssociationSet).filter(
    (each) => each.Ipv6CidrBlockState?.State === 'associated',
  );
  return {
    resourceId: ec2Arn('vpc', region, owner, id),
    resourceType: 'network',
    nativeType: 'AWS::EC2::VPC',
    name: nameOf(vpc.Tags),
    region,
    zone: null,
    state: networkStateOf(vpc.State),
    nativeState: textOf(vpc.State),
    size: null,
    privateIps: [],
    publicIps: [],
    isPublic: null,
    tags: tagsOf(vpc.Tags),
    createdAt: null,
    relationships: [],
    price: null,
    attributes: {
      cidrs: sortedTexts([
        vpc.CidrBlock,
        ...v4.map((each) => each.CidrBlock),
        ...v6.map((each) => each.Ipv6CidrBlock),
      ]),
      isDefault: boolOf(vpc.IsDefault),
    },
    raw: vpc,
  };
}
