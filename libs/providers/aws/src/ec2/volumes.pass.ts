import { DescribeVolumesCommand } from '@aws-sdk/client-ec2';
import { defineOwnListing } from '../regional-listing';
import { toVolume } from './volumes.mapper';

/** The most EC2 gives. */
const PAGE_SIZE = 1000;

/** EBS volumes, attached or not. */
export const volumes = defineOwnListing({
  id: 'ec2.volumes',
  type: 'volume',
  service: 'ec2',
  permission: 'ec2:DescribeVolumes',
  async list(ec2, token, options) {
    const command = new DescribeVolumesCommand({ MaxResults: PAGE_SIZE, NextToken: token });
    const { Volumes, NextToken } = await ec2.send(command, options);
    return { items: Volumes, next: NextToken };
  },
  map: toVolume,
});
