import { DescribeNatGatewaysCommand } from '@aws-sdk/client-ec2';
import { objectsOf } from '../payload';
import { defineOwnListing } from '../regional-listing';
import { toNatGateway } from './nat-gateways.mapper';

/** The most EC2 gives. */
const PAGE_SIZE = 1000;

/** NAT gateways. A deleted one stays listed for about an hour and is left out. */
export const natGateways = defineOwnListing({
  id: 'ec2.nat-gateways',
  type: 'gateway',
  service: 'ec2',
  permission: 'ec2:DescribeNatGateways',
  async list(ec2, token, options) {
    const command = new DescribeNatGatewaysCommand({ MaxResults: PAGE_SIZE, NextToken: token });
    const { NatGateways, NextToken } = await ec2.send(command, options);
    const items = NatGateways && objectsOf(NatGateways).filter(({ State }) => State !== 'deleted');
    return { items, next: NextToken };
  },
  map: toNatGateway,
});
