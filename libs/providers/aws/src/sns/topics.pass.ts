import {
  GetTopicAttributesCommand,
  ListTagsForResourceCommand,
  ListTopicsCommand,
} from '@aws-sdk/client-sns';
import { textOf } from '@skyledger/provider-sdk';
import { defineDescribedListing } from '../described-listing';
import { objectsOf } from '../payload';
import { present } from '../request-failure';
import { toTopic } from './topics.mapper';

/** Topics, of which the listing tells the ARN alone. Its pages have 100. */
export const topics = defineDescribedListing({
  id: 'sns.topics',
  type: 'topic',
  service: 'sns',
  permission: 'sns:ListTopics',
  async list(sns, token, options) {
    const { Topics, NextToken } = await sns.send(
      new ListTopicsCommand({ NextToken: token }),
      options,
    );
    const arns = objectsOf(present(Topics, 'topics')).map(({ TopicArn }) => textOf(TopicArn) ?? '');
    return { items: arns, next: NextToken };
  },
  describePermission: 'sns:GetTopicAttributes',
  gone: 'NotFoundException',
  async describe(sns, TopicArn, options) {
    const { Attributes } = await sns.send(new GetTopicAttributesCommand({ TopicArn }), options);
    return present(Attributes, 'attributes');
  },
  tags: {
    permission: 'sns:ListTagsForResource',
    gone: 'ResourceNotFoundException',
    async list(sns, ResourceArn, options) {
      const { Tags } = await sns.send(new ListTagsForResourceCommand({ ResourceArn }), options);
      return present(Tags, 'tags');
    },
  },
  map: toTopic,
});
