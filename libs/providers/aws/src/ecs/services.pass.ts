import { DescribeServicesCommand, ListServicesCommand, type Service } from '@aws-sdk/client-ecs';
import { definePass, inParallel, type CollectContext, type Page } from '@skyledger/provider-sdk';
import { batchesOf } from '../batched-tags';
import type { AwsClient } from '../client';
import { pageOf, pagesOf } from '../regional-listing';
import { present } from '../request-failure';
import { LIST_CLUSTERS, clusterArns } from './clusters.pass';
import { toApp } from './services.mapper';

const LIST_SERVICES = 'ecs:ListServices';
const DESCRIBE_SERVICES = 'ecs:DescribeServices';

/** Few, because a page has every service of its clusters. */
const CLUSTERS_A_PAGE = 10;
/** The most that may be listed at once. */
const SERVICES_A_PAGE = 100;
/** The most that may be described at once. */
const BATCH_SIZE = 10;
const PARALLEL_REQUESTS = 4;

/** Services of ECS: what keeps tasks running in a cluster. */
export const ecsServices = definePass<AwsClient>({
  id: 'ecs.services',
  types: ['app'],
  scope: 'regional',
  permissions: [LIST_CLUSTERS, LIST_SERVICES, DESCRIBE_SERVICES, 'ec2:DescribeRegions'],
  async *collect(context): AsyncGenerator<Page> {
    for await (const { arns, next } of clusterArns(context, CLUSTERS_A_PAGE)) {
      const services: Service[] = [];
      for (const cluster of arns) services.push(...(await servicesOf(cluster, context)));
      yield pageOf(services, next, toApp);
    }
  },
});

/** Every service of a cluster; none when the cluster is gone since it was listed. */
async function servicesOf(cluster: string, context: CollectContext<AwsClient>): Promise<Service[]> {
  const { client, region, signal } = context;
  const arns: string[] = [];
  const pages = pagesOf(
    {
      service: 'ecs',
      permission: LIST_SERVICES,
      async list(ecs, nextToken, options) {
        const command = new ListServicesCommand({
          cluster,
          maxResults: SERVICES_A_PAGE,
          nextToken,
        });
        const listed = await ecs.send(command, options).catch(emptyWhenGone);
        return { items: listed.serviceArns, next: listed.nextToken };
      },
    },
    { ...context, cursor: null },
  );
  for await (const { items } of pages) arns.push(...items);
  const described = await inParallel(batchesOf(arns, BATCH_SIZE), PARALLEL_REQUESTS, (services) =>
    client.call(
      { service: 'ecs', region, permission: DESCRIBE_SERVICES, signal },
      async (ecs, options) => {
        const command = new DescribeServicesCommand({ cluster, services, include: ['TAGS'] });
        const answer = await ecs.send(command, options).catch(emptyWhenGone);
        return present(answer.services, 'services');
      },
    ),
  );
  return described.flat();
}

function emptyWhenGone(error: unknown): {
  serviceArns: string[];
  services: Service[];
  nextToken?: string;
} {
  if (error instanceof Error && error.name === 'ClusterNotFoundException') {
    return { serviceArns: [], services: [] };
  }
  throw error;
}
