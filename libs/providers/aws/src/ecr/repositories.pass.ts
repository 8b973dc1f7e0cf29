import { DescribeRepositoriesCommand } from '@aws-sdk/client-ecr';
import { defineRegionalListing } from '../regional-listing';
import { toRegistry } from './repositories.mapper';

/** The most ECR gives. */
const PAGE_SIZE = 1000;

/** Private repositories. Their tags and policies would take a request for each. */
export const repositories = defineRegionalListing({
  id: 'ecr.repositories',
  type: 'registry',
  service: 'ecr',
  permission: 'ecr:DescribeRepositories',
  async list(ecr, token, options) {
    const command = new DescribeRepositoriesCommand({ maxResults: PAGE_SIZE, nextToken: token });
    const { repositories: items, nextToken } = await ecr.send(command, options);
    return { items, next: nextToken };
  },
  map: toRegistry,
});
