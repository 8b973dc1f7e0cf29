import { inParallel } from '@skyledger/provider-sdk';
import { DescribeTagsCommand, type Tag } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { AwsRequest, AwsClient } from '../client';
import type { Denials } from '../denials';
import { objectsOf } from '../payload';
import { present } from '../request-failure';

export const TAGS_PERMISSION = 'elasticloadbalancing:DescribeTags';

/** The most ARNs DescribeTags takes. */
const BATCH_SIZE = 20;
const PARALLEL_REQUESTS = 4;

/**
 * Tags by ARN, which the listing of load balancers lacks. A balancer that was deleted since it was
 * listed is missing; one whose tags were denied has `undefined`.
 */
export async function tagsByArn(
  client: AwsClient,
  { region, signal }: Pick<AwsRequest<'elbv2'>, 'region' | 'signal'>,
  arns: readonly string[],
  denials: Denials,
): Promise<Map<string, Tag[] | undefined>> {
  const read = (batch: readonly string[]): Promise<Map<string, Tag[]> | null> =>
    client.call(
      { service: 'elbv2', permission: TAGS_PERMISSION, region, signal },
      async (elb, options) => {
        try {
          const command = new DescribeTagsCommand({ ResourceArns: [...batch] });
          const { TagDescriptions } = await elb.send(command, options);
          return new Map(
            objectsOf(present(TagDescriptions, 'tag descriptions')).map(({ ResourceArn, Tags }) => [
              ResourceArn ?? '',
              objectsOf(Tags),
            ]),
          );
        } catch (error) {
          if (error instanceof Error && error.name === 'LoadBalancerNotFoundException') return null;
          throw error;
        }
      },
    );

  const found = new Map<string, Tag[] | undefined>();
  const readInto = async (batch: readonly string[]): Promise<void> => {
    const first = batch[0];
    if (first === undefined) return;
    const tags = await denials.unlessDenied(first, () => read(batch));
    if (tags) for (const arn of batch) found.set(arn, tags.get(arn) ?? []);
    else if (tags === undefined) for (const arn of batch) found.set(arn, undefined);
    // One deleted balancer fails its whole batch.
    else if (batch.length > 1) for (const arn of batch) await readInto([arn]);
  };
  await inParallel(batchesOf(arns), PARALLEL_REQUESTS, readInto);
  return found;
}

function batchesOf(arns: readonly string[]): string[][] {
  const batches: string[][] = [];
  for (let at = 0; at < arns.length; at += BATCH_SIZE)
    batches.push(arns.slice(at, at + BATCH_SIZE));
  return batches;
}
