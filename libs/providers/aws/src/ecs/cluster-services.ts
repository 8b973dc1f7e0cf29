import { DescribeServicesCommand, ListServicesCommand, type Service } from '@aws-sdk/client-ecs';
import { inParallel, type CollectContext } from '@skyledger/provider-sdk';
import { batchesOf } from '../batched-tags';
import type { AwsClient } from '../client';
import { pagesOf } from '../regional-listing';
import { present } from '../request-failure';

const LIST_SERVICES = 'ecs:ListServices';
const DESCRIBE_SERVICES = 'ecs:DescribeServices';
export const SERVICE_PERMISSIONS = [LIST_SERVICES, DESCRIBE_SERVICES] as const;

/** The most that may be listed at once. */
const PAGE_SIZE = 100;
/** The most that may be described at once. */
const BATCH_SIZE = 10;
const PARALLEL_REQUESTS = 4;

/** Every service of a cluster; none when the cluster is gone since it was listed. */
export async function servicesOf(
  cluster: string,
  context: CollectContext<AwsClient>,
): Promise<Service[]> {
  const { client, region, signal } = context;
  const arns: string[] = [];
  const pages = pagesOf(
    {
      service: 'ecs',
      permission: LIST_SERVICES,
      async list(ecs, nextToken, options) {
        const command = new ListServicesCommand({ cluster, maxResults: PAGE_SIZE, nextToken });
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
