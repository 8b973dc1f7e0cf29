import { DescribeFileSystemsCommand } from '@aws-sdk/client-efs';
import { defineRegionalListing } from '../regional-listing';
import { toFileSystem } from './file-systems.mapper';

/** The most EFS gives. */
const PAGE_SIZE = 100;

export const fileSystems = defineRegionalListing({
  id: 'efs.file-systems',
  type: 'file_system',
  service: 'efs',
  permission: 'elasticfilesystem:DescribeFileSystems',
  async list(efs, token, options) {
    const command = new DescribeFileSystemsCommand({ MaxItems: PAGE_SIZE, Marker: token });
    const { FileSystems, NextMarker } = await efs.send(command, options);
    return { items: FileSystems, next: NextMarker };
  },
  map: toFileSystem,
});
