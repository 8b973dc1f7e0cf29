import { DescribeSecurityGroupsCommand } from '@aws-sdk/client-ec2';
import { defineRegionalListing } from '../regional-listing';
import { toFirewall } from './security-groups.mapper';

const PAGE_SIZE = 1000;

/** Security groups with all their rules. */
export const securityGroups = defineRegionalListing({
  id: 'ec2.security-groups',
  type: 'firewall',
  service: 'ec2',
  permission: 'ec2:DescribeSecurityGroups',
  async list(ec2, token, options) {
    const command = new DescribeSecurityGroupsCommand({ MaxResults: PAGE_SIZE, NextToken: token });
    const { SecurityGroups, NextToken } = await ec2.send(command, options);
    return { items: SecurityGroups, next: NextToken };
  },
  map: toFirewall,
});
