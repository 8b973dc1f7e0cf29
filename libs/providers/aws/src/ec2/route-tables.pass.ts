import { DescribeRouteTablesCommand } from '@aws-sdk/client-ec2';
import { defineRegionalListing } from '../regional-listing';
import { toRouteTable } from './route-tables.mapper';

/** The most EC2 gives of these. */
const PAGE_SIZE = 100;

export const routeTables = defineRegionalListing({
  id: 'ec2.route-tables',
  type: 'route_table',
  service: 'ec2',
  permission: 'ec2:DescribeRouteTables',
  async list(ec2, token, options) {
    const command = new DescribeRouteTablesCommand({ MaxResults: PAGE_SIZE, NextToken: token });
    const { RouteTables, NextToken } = await ec2.send(command, options);
    return { items: RouteTables, next: NextToken };
  },
  map: toRouteTable,
});
