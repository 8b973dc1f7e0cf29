import { DescribeAutoScalingGroupsCommand } from '@aws-sdk/client-auto-scaling';
import { defineRegionalListing } from '../regional-listing';
import { toScalingGroup } from './groups.mapper';

/** The most Auto Scaling gives. */
const PAGE_SIZE = 100;

/** Auto Scaling groups, those that other services keep for themselves included. */
export const scalingGroups = defineRegionalListing({
  id: 'autoscaling.groups',
  type: 'scaling_group',
  service: 'autoscaling',
  permission: 'autoscaling:DescribeAutoScalingGroups',
  async list(autoscaling, token, options) {
    const command = new DescribeAutoScalingGroupsCommand({
      MaxRecords: PAGE_SIZE,
      NextToken: token,
    });
    const { AutoScalingGroups, NextToken } = await autoscaling.send(command, options);
    return { items: AutoScalingGroups, next: NextToken };
  },
  map: toScalingGroup,
});
