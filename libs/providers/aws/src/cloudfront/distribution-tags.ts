import { ListTagsForResourceCommand, type Tag } from '@aws-sdk/client-cloudfront';
import type { AwsClient } from '../client';
import type { Denials } from '../denials';
import { describeOne } from '../describe-one';
import { objectsOf } from '../payload';
import { present } from '../request-failure';

export const TAGS_PERMISSION = 'cloudfront:ListTagsForResource';

/** As {@link describeOne}: CloudFront tells the tags of one distribution at a time. */
export function tagsOfDistribution(
  client: AwsClient,
  arn: string,
  denials: Denials,
  signal?: AbortSignal,
): Promise<Tag[] | null | undefined> {
  return describeOne(
    client,
    { service: 'cloudfront', permission: TAGS_PERMISSION, ...(signal && { signal }) },
    { name: arn, gone: 'NoSuchResource' },
    denials,
    async (cloudfront, options) => {
      const command = new ListTagsForResourceCommand({ Resource: arn });
      const { Tags: tags } = await cloudfront.send(command, options);
      return objectsOf(present(tags, 'tags').Items);
    },
  );
}
