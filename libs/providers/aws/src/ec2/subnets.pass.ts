import { DescribeSubnetsCommand } from '@aws-sdk/client-ec2';
import { defineRegionalListing } from '../regional-listing';
import { toSubnet } from './subnets.mapper';

const PAGE_SIZE = 1000;

/** Subnets, those that other accounts share with this one included. */
export const subnets = defineRegionalListing({
  id: 'ec2.subnets',
  type: 'subnet',
  service: 'ec2',
  permission: 'ec2:DescribeSubnets',
  async list(ec2, token, options) {
    const command = new DescribeSubnetsCommand({ MaxResults: PAGE_SIZE, NextToken: token });
    const { Subnets, NextToken } = await ec2.send(command, options);
    return { items: Subnets, next: NextToken };
  },
  map: toSubnet,
});
