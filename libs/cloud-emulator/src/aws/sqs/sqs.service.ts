import type { AwsCall, AwsOperation } from '../aws-call';
import { AwsError } from '../aws-errors';
import type { AwsService } from '../aws-service';
import { epochSeconds, inputText, inputTexts, jsonListing } from '../json-listing';
import { itemsOf } from '../region-items';
import { resourcePolicy } from '../resource-policy';
import { namedKind } from '../service-item';
import type { ServiceItem } from '../service-item';

export interface SqsQueue extends ServiceItem {
  readonly keyArn: string | null;
  /** Whether SQS encrypts with keys of its own. */
  readonly managedEncryption: boolean;
  /** Null: it never got a policy. */
  readonly policy: string | null;
  readonly retentionSeconds: number;
}

export const queues = namedKind<SqsQueue>({
  kind: 'aws.sqs-queue',
  resourceType: 'queue',
  suffix: 'queue',
  arn: ({ scope, name }) => `sqs:${scope.region}:${scope.accountId}:${name}`,
  facts: ({ random, index, revision, scope, name, keyArn }) => ({
    keyArn,
    managedEncryption: keyArn === null && random.chance(0.5),
    // The first one is open to the world, for the checks to find.
    policy:
      index === 0 || random.chance(0.3)
        ? resourcePolicy(
            'sqs:SendMessage',
            `arn:aws:sqs:${scope.region}:${scope.accountId}:${name}`,
            {
              accountId: scope.accountId,
              isPublic: index === 0,
            },
          )
        : null,
    retentionSeconds: 345_600 * (1 + revision),
  }),
});

/** Amazon SQS in its JSON protocol. What a queue is must be asked of each one. */
export const sqs: AwsService = {
  name: 'sqs',
  signingName: 'sqs',
  protocol: 'json',
  operations: {
    ListQueues: jsonListing({
      permission: 'sqs:ListQueues',
      kind: queues,
      field: 'QueueUrls',
      token: ['NextToken', 'NextToken'],
      limit: { field: 'MaxResults', most: 1000 },
      render: urlOf,
    }),
    GetQueueAttributes: ofOne('sqs:GetQueueAttributes', (queue, call) => {
      const asked = inputTexts(call, 'AttributeNames');
      const told = Object.entries(attributes(queue)).filter(
        ([name]) => asked.includes('All') || asked.includes(name),
      );
      return { Attributes: Object.fromEntries(told) };
    }),
    ListQueueTags: ofOne('sqs:ListQueueTags', ({ tags }) => ({ Tags: Object.fromEntries(tags) })),
  },
};

function ofOne(
  permission: string,
  answer: (queue: SqsQueue, call: AwsCall) => unknown,
): AwsOperation {
  return { permission, run: (call) => JSON.stringify(answer(find(call), call)) };
}

function urlOf({ region, name }: SqsQueue, { account }: AwsCall): string {
  return `https://sqs.${region}.amazonaws.com/${account.spec.accountId}/${name}`;
}

function find(call: AwsCall): SqsQueue {
  const url = inputText(call, 'QueueUrl') ?? '';
  const queue = itemsOf(call, queues).find(url.slice(url.lastIndexOf('/') + 1));
  if (queue) return queue;
  // Beside the code, what it was when SQS spoke XML.
  const headers = { 'x-amzn-query-error': 'AWS.SimpleQueueService.NonExistentQueue;Sender' };
  const message = 'The specified queue does not exist.';
  throw new AwsError(400, 'com.amazonaws.sqs#QueueDoesNotExist', message, {}, headers);
}

/** Every value is a text; what was never set is left out. */
function attributes(queue: SqsQueue): Record<string, string> {
  const created = String(Math.floor(epochSeconds(queue.created)));
  return {
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: '0',
    ApproximateNumberOfMessagesNotVisible: '0',
    ApproximateNumberOfMessagesDelayed: '0',
    CreatedTimestamp: created,
    LastModifiedTimestamp: created,
    VisibilityTimeout: '30',
    MaximumMessageSize: '262144',
    MessageRetentionPeriod: String(queue.retentionSeconds),
    DelaySeconds: '0',
    ReceiveMessageWaitTimeSeconds: '0',
    SqsManagedSseEnabled: String(queue.managedEncryption),
    ...(queue.policy !== null && { Policy: queue.policy }),
    ...(queue.keyArn !== null && {
      KmsMasterKeyId: queue.keyArn,
      KmsDataKeyReusePeriodSeconds: '300',
    }),
  };
}
