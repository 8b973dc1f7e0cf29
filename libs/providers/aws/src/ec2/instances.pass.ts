import { DescribeInstancesCommand } from '@aws-sdk/client-ec2';
import { objectsOf } from '../payload';
import { defineRegionalListing } from '../regional-listing';
import { toVm } from './instances.mapper';

/** Half of what EC2 gives: the memory that parsing takes grows with the page. */
const PAGE_SIZE = 500;

/**
 * EC2 instances. A terminated instance stays listed for about an hour and no longer is anything that
 * could be looked at, so that it is left out and its absence retires it.
 */
export const instances = defineRegionalListing({
  id: 'ec2.instances',
  type: 'vm',
  service: 'ec2',
  permission: 'ec2:DescribeInstances',
  async list(ec2, token, options) {
    const command = new DescribeInstancesCommand({ MaxResults: PAGE_SIZE, NextToken: token });
    const { Reservations, NextToken } = await ec2.send(command, options);
    const items =
      Reservations &&
      objectsOf(Reservations).flatMap(({ OwnerId, Instances }) =>
        objectsOf(Instances).map((instance) => ({ instance, ownerId: OwnerId })),
      );
    return {
      items: items?.filter(({ instance }) => instance.State?.Name !== 'terminated'),
      next: NextToken,
    };
  },
  map: toVm,
});
