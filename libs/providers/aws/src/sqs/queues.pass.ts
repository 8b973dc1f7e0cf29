import {
  GetQueueAttributesCommand,
  ListQueuesCommand,
  ListQueueTagsCommand,
} from '@aws-sdk/client-sqs';
import { defineDescribedListing } from '../described-listing';
import { present } from '../request-failure';
import { QUEUE_ATTRIBUTES, toQueue } from './queues.mapper';

/** Small for a listing, which tells of up to 1,000: each queue takes two more requests. */
const PAGE_SIZE = 200;
const GONE = 'QueueDoesNotExist';

/** Queues, of which the listing tells the address alone. */
export const queues = defineDescribedListing({
  id: 'sqs.queues',
  type: 'queue',
  service: 'sqs',
  permission: 'sqs:ListQueues',
  async list(sqs, token, options) {
    const command = new ListQueuesCommand({ MaxResults: PAGE_SIZE, NextToken: token });
    const { QueueUrls, NextToken } = await sqs.send(command, options);
    // Left out where there are none.
    return { items: QueueUrls ?? [], next: NextToken };
  },
  describePermission: 'sqs:GetQueueAttributes',
  gone: GONE,
  async describe(sqs, QueueUrl, options) {
    const command = new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: [...QUEUE_ATTRIBUTES],
    });
    const { Attributes } = await sqs.send(command, options);
    return present(Attributes, 'attributes');
  },
  tags: {
    permission: 'sqs:ListQueueTags',
    gone: GONE,
    async list(sqs, QueueUrl, options) {
      const { Tags } = await sqs.send(new ListQueueTagsCommand({ QueueUrl }), options);
      // Left out where there are none.
      return Tags ?? {};
    },
  },
  map: toQueue,
});
