import { DescribeAddressesCommand } from '@aws-sdk/client-ec2';
import { defineOwnListing } from '../regional-listing';
import { toPublicIp } from './addresses.mapper';

/** Elastic addresses. EC2 answers all of them at once. */
export const addresses = defineOwnListing({
  id: 'ec2.addresses',
  type: 'public_ip',
  service: 'ec2',
  permission: 'ec2:DescribeAddresses',
  async list(ec2, _token, options) {
    const { Addresses } = await ec2.send(new DescribeAddressesCommand({}), options);
    return { items: Addresses, next: undefined };
  },
  map: toPublicIp,
});
