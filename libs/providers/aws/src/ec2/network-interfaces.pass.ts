import { DescribeNetworkInterfacesCommand } from '@aws-sdk/client-ec2';
import { defineRegionalListing } from '../regional-listing';
import { toNetworkInterface } from './network-interfaces.mapper';

/** The most EC2 gives. */
const PAGE_SIZE = 1000;

/** Network interfaces, those that load balancers, databases and other services made included. */
export const networkInterfaces = defineRegionalListing({
  id: 'ec2.network-interfaces',
  type: 'network_interface',
  service: 'ec2',
  permission: 'ec2:DescribeNetworkInterfaces',
  async list(ec2, token, options) {
    const command = new DescribeNetworkInterfacesCommand({
      MaxResults: PAGE_SIZE,
      NextToken: token,
    });
    const { NetworkInterfaces, NextToken } = await ec2.send(command, options);
    return { items: NetworkInterfaces, next: NextToken };
  },
  map: toNetworkInterface,
});
