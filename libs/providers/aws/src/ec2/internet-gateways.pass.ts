import { DescribeInternetGatewaysCommand } from '@aws-sdk/client-ec2';
import { defineRegionalListing } from '../regional-listing';
import { toInternetGateway } from './internet-gateways.mapper';

/** The most EC2 gives. */
const PAGE_SIZE = 1000;

export const internetGateways = defineRegionalListing({
  id: 'ec2.internet-gateways',
  type: 'gateway',
  service: 'ec2',
  permission: 'ec2:DescribeInternetGateways',
  async list(ec2, token, options) {
    const command = new DescribeInternetGatewaysCommand({
      MaxResults: PAGE_SIZE,
      NextToken: token,
    });
    const { InternetGateways, NextToken } = await ec2.send(command, options);
    return { items: InternetGateways, next: NextToken };
  },
  map: toInternetGateway,
});
