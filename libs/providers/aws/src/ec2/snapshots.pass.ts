import { DescribeSnapshotsCommand } from '@aws-sdk/client-ec2';
import { defineRegionalListing } from '../regional-listing';
import { toSnapshot } from './snapshots.mapper';

/** The most EC2 gives. */
const PAGE_SIZE = 1000;

/** EBS snapshots of this account. Without an owner every snapshot that anybody shares is listed. */
export const snapshots = defineRegionalListing({
  id: 'ec2.snapshots',
  type: 'snapshot',
  service: 'ec2',
  permission: 'ec2:DescribeSnapshots',
  async list(ec2, token, options) {
    const command = new DescribeSnapshotsCommand({
      OwnerIds: ['self'],
      MaxResults: PAGE_SIZE,
      NextToken: token,
    });
    const { Snapshots, NextToken } = await ec2.send(command, options);
    return { items: Snapshots, next: NextToken };
  },
  map: toSnapshot,
});
