import { listPage } from '../aws-call';
import type { AwsCall, AwsOperation } from '../aws-call';
import { AwsError } from '../aws-errors';
import type { AwsService } from '../aws-service';
import { queryDocument } from '../query-document';
import { itemsOf } from '../region-items';
import { resourcePolicy } from '../resource-policy';
import { namedKind } from '../service-item';
import type { ServiceItem } from '../service-item';
import { XmlList, elements, tagList } from '../xml-elements';
import type { XmlFields } from '../xml-elements';

const NAMESPACE = 'http://sns.amazonaws.com/doc/2010-03-31/';
/** Nobody can ask for larger or smaller pages. */
const PAGE_SIZE = 100;

export interface SnsTopic extends ServiceItem {
  readonly accountId: string;
  readonly displayName: string;
  readonly keyArn: string | null;
  readonly policy: string;
}

export const topics = namedKind<SnsTopic>({
  kind: 'aws.sns-topic',
  resourceType: 'topic',
  suffix: 'topic',
  arn: ({ scope, name }) => `sns:${scope.region}:${scope.accountId}:${name}`,
  facts: ({ index, revision, scope, name, naming, keyArn }) => ({
    accountId: scope.accountId,
    displayName: `${naming.application}${revision > 0 ? ` ${revision}` : ''}`,
    keyArn,
    // The first one is open to the world, for the checks to find.
    policy: resourcePolicy(
      'SNS:Publish',
      `arn:aws:sns:${scope.region}:${scope.accountId}:${name}`,
      {
        accountId: scope.accountId,
        isPublic: index === 0,
      },
    ),
  }),
});

/** Amazon SNS. What a topic is must be asked of each one. */
export const sns: AwsService = {
  name: 'sns',
  signingName: 'sns',
  protocol: 'query',
  operations: {
    ListTopics: operation('ListTopics', listTopics),
    GetTopicAttributes: operation('GetTopicAttributes', (call) => {
      const topic = find(call, 'TopicArn', 'NotFound');
      const entries = Object.entries(attributes(topic)).map(([key, value]) => ({ key, value }));
      return { Attributes: new XmlList('entry', entries) };
    }),
    ListTagsForResource: operation('ListTagsForResource', (call) => ({
      Tags: tagList('member', find(call, 'ResourceArn', 'ResourceNotFound').tags),
    })),
  },
};

function operation(action: string, answer: (call: AwsCall) => XmlFields): AwsOperation {
  return {
    permission: `sns:${action}`,
    run: (call) => queryDocument(call, NAMESPACE, elements(answer(call))),
  };
}

function listTopics(call: AwsCall): XmlFields {
  const { items, token } = listPage(
    call,
    itemsOf(call, topics),
    call.params.get('NextToken'),
    PAGE_SIZE,
    () => new AwsError(400, 'InvalidParameter', 'Invalid parameter: NextToken'),
  );
  return {
    Topics: new XmlList(
      'member',
      items.map(({ arn }) => ({ TopicArn: arn })),
    ),
    NextToken: token,
  };
}

function find(call: AwsCall, parameter: string, missing: string): SnsTopic {
  const topic = itemsOf(call, topics).find(call.params.get(parameter) ?? '');
  if (topic) return topic;
  throw new AwsError(404, missing, 'Topic does not exist');
}

function attributes(topic: SnsTopic): Record<string, string> {
  return {
    TopicArn: topic.arn,
    Owner: topic.accountId,
    DisplayName: topic.displayName,
    Policy: topic.policy,
    SubscriptionsConfirmed: '1',
    SubscriptionsPending: '0',
    SubscriptionsDeleted: '0',
    ...(topic.keyArn !== null && { KmsMasterKeyId: topic.keyArn }),
  };
}
