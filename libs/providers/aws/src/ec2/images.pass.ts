import { DescribeImagesCommand } from '@aws-sdk/client-ec2';
import { defineRegionalListing } from '../regional-listing';
import { toImage } from './images.mapper';

/** The most EC2 gives. */
const PAGE_SIZE = 1000;

/** Machine images of this account, the disabled ones included: they are kept and still cost. */
export const images = defineRegionalListing({
  id: 'ec2.images',
  type: 'image',
  service: 'ec2',
  permission: 'ec2:DescribeImages',
  async list(ec2, token, options) {
    const command = new DescribeImagesCommand({
      Owners: ['self'],
      IncludeDisabled: true,
      MaxResults: PAGE_SIZE,
      NextToken: token,
    });
    const { Images, NextToken } = await ec2.send(command, options);
    return { items: Images, next: NextToken };
  },
  map: toImage,
});
