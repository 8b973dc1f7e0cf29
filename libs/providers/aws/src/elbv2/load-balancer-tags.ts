import { DescribeTagsCommand, type Tag } from '@aws-sdk/client-elastic-load-balancing-v2';
import { tagsInBatches } from '../batched-tags';
import type { AwsRequest, AwsClient } from '../client';
import type { Denials } from '../denials';
import { objectsOf } from '../payload';
import { present } from '../request-failure';

export const TAGS_PERMISSION = 'elasticloadbalancing:DescribeTags';

/** The most ARNs DescribeTags takes. */
const BATCH_SIZE = 20;

/** Tags by ARN, which the listing of load balancers lacks; see {@link tagsInBatches}. */
export async function tagsByArn(
  client: AwsClient,
  { region, signal }: Pick<AwsRequest<'elbv2'>, 'region' | 'signal'>,
  arns: readonly string[],
  denials: Denials,
): Promise<Map<string, Tag[] | undefined>> {
  return tagsInBatches(arns, BATCH_SIZE, denials, (batch) =>
    client.call(
      { service: 'elbv2', permission: TAGS_PERMISSION, region, signal },
      async (elb, options) => {
        try {
          const command = new DescribeTagsCommand({ ResourceArns: batch });
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
    ),
  );
}
