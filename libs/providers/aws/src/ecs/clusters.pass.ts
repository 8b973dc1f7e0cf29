import { DescribeClustersCommand, ListClustersCommand } from '@aws-sdk/client-ecs';
import { definePass, type CollectContext, type Page } from '@skyledger/provider-sdk';
import type { AwsClient } from '../client';
import { sortedTexts } from '../payload';
import { pageOf, pagesOf } from '../regional-listing';
import { present } from '../request-failure';
import { toContainerCluster } from './clusters.mapper';

export const LIST_CLUSTERS = 'ecs:ListClusters';
const DESCRIBE_CLUSTERS = 'ecs:DescribeClusters';

/** The most that may be listed, and described, at once. */
const PAGE_SIZE = 100;

/** Container clusters of ECS; a page takes one request for what the listing does not tell. */
export const ecsClusters = definePass<AwsClient>({
  id: 'ecs.clusters',
  types: ['cluster'],
  scope: 'regional',
  permissions: [LIST_CLUSTERS, DESCRIBE_CLUSTERS, 'ec2:DescribeRegions'],
  async *collect(context): AsyncGenerator<Page> {
    const { client, region, signal } = context;
    for await (const { arns, next } of clusterArns(context, PAGE_SIZE)) {
      // An empty list would ask for the cluster named `default`.
      if (arns.length === 0) {
        yield { resources: [], cursor: next };
        continue;
      }
      const clusters = await client.call(
        { service: 'ecs', region, permission: DESCRIBE_CLUSTERS, signal },
        async (ecs, options) => {
          const command = new DescribeClustersCommand({ clusters: arns, include: ['TAGS'] });
          return present((await ecs.send(command, options)).clusters, 'clusters');
        },
      );
      yield pageOf(clusters, next, toContainerCluster);
    }
  },
});

/** The ARNs of the region's clusters, page by page. */
export async function* clusterArns(
  context: CollectContext<AwsClient>,
  pageSize: number,
): AsyncGenerator<{ arns: string[]; next: string | null }> {
  const pages = pagesOf(
    {
      service: 'ecs',
      permission: LIST_CLUSTERS,
      async list(ecs, token, options) {
        const command = new ListClustersCommand({ maxResults: pageSize, nextToken: token });
        const { clusterArns: items, nextToken } = await ecs.send(command, options);
        return { items, next: nextToken };
      },
    },
    context,
  );
  for await (const { items, next } of pages) yield { arns: sortedTexts(items), next };
}
