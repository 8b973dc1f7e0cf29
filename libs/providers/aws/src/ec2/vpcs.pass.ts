import { DescribeVpcsCommand } from '@aws-sdk/client-ec2';
import { defineRegionalListing } from '../regional-listing';
import { toNetwork } from './vpcs.mapper';

const PAGE_SIZE = 1000;

/** VPCs, those that other accounts share with this one included. */
export const vpcs = defineRegionalListing({
  id: 'ec2.vpcs',
  type: 'network',
  service: 'ec2',
  permission: 'ec2:DescribeVpcs',
  async list(ec2, token, options) {
    const command = new DescribeVpcsCommand({ MaxResults: PAGE_SIZE, NextToken: token });
    const { Vpcs, NextToken } = await ec2.send(command, options);
    return { items: Vpcs, next: NextToken };
  },
  map: toNetwork,
});
