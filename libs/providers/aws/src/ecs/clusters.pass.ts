import {
  DescribeClustersCommand,
  ListClustersCommand,
  type Cluster,
  type Service,
} from '@aws-sdk/client-ecs';
import { definePass, type CollectContext, type Page } from '@skyledger/provider-sdk';
import type { AwsClient } from '../client';
import { Denials } from '../denials';
import { sortedTexts } from '../payload';
import { pageOf, pagesOf } from '../regional-listing';
import { present } from '../request-failure';
import { SERVICE_PERMISSIONS, servicesOf } from './cluster-services';
import { toContainerCluster } from './clusters.mapper';
import { toApp } from './services.mapper';

const LIST_CLUSTERS = 'ecs:ListClusters';
const DESCRIBE_CLUSTERS = 'ecs:DescribeClusters';

/** Few, because a page has every service of its clusters. */
const PAGE_SIZE = 10;

/**
 * Container clusters of ECS, and the services that keep tasks running in them: services are listed by
 * cluster alone, so that one pass saves asking for the clusters twice.
 */
export const ecsClusters = definePass<AwsClient>({
  id: 'ecs.clusters',
  types: ['cluster', 'app'],
  scope: 'regional',
  permissions: [LIST_CLUSTERS, DESCRIBE_CLUSTERS, ...SERVICE_PERMISSIONS, 'ec2:DescribeRegions'],
  async *collect(context): AsyncGenerator<Page> {
    const pages = pagesOf(
      {
        service: 'ecs',
        permission: LIST_CLUSTERS,
        async list(ecs, token, options) {
          const command = new ListClustersCommand({ maxResults: PAGE_SIZE, nextToken: token });
          const { clusterArns, nextToken } = await ecs.send(command, options);
          return { items: clusterArns, next: nextToken };
        },
      },
      context,
    );
    for await (const { items, next } of pages) {
      const denials = new Denials();
      const arns = sortedTexts(items);
      const clusters = await clustersOf(arns, context, denials);
      const services: Service[] = [];
      for (const arn of arns) {
        const found = await denials.unlessDenied(arn, () => servicesOf(arn, context));
        services.push(...(found ?? []));
      }
      const resources = [
        ...clusters.map((cluster) => () => toContainerCluster(cluster)),
        ...services.map((service) => () => toApp(service)),
      ];
      yield pageOf(resources, next, (toResource) => toResource(), denials.warnings());
    }
  },
});

/** What the listing does not tell of clusters; none when nobody may know it. */
async function clustersOf(
  arns: string[],
  { client, region, signal }: CollectContext<AwsClient>,
  denials: Denials,
): Promise<Cluster[]> {
  const [first] = arns;
  // An empty list would ask for the cluster named `default`.
  if (first === undefined) return [];
  const clusters = await denials.unlessDenied(first, () =>
    client.call(
      { service: 'ecs', region, permission: DESCRIBE_CLUSTERS, signal },
      async (ecs, options) => {
        const command = new DescribeClustersCommand({ clusters: arns, include: ['TAGS'] });
        return present((await ecs.send(command, options)).clusters, 'clusters');
      },
    ),
  );
  return clusters ?? [];
}
