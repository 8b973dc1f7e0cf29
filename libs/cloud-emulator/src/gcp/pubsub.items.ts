import type { EmulatedItem, Generate } from '../estate/collection';
import { drawNaming } from '../estate/names';
import { ItemRandom, saltOf } from '../estate/random';
import { drawLabels, type GcpScope } from './gcp-scope';

export interface GcpTopic extends EmulatedItem {
  readonly kmsKey: string | null;
  readonly labels: Readonly<Record<string, string>>;
}

export interface GcpSubscription extends EmulatedItem {
  /** The number of its topic, or null when that was deleted. */
  readonly topic: number | null;
  readonly pushed: boolean;
  readonly labels: Readonly<Record<string, string>>;
}

function topicName(index: number): string {
  return `topic-${index + 1}`;
}

export function topicGenerator(scope: GcpScope): Generate<GcpTopic> {
  const salt = saltOf(scope.seed, scope.project, 'topic');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    return {
      id: topicName(index),
      region: null,
      name: topicName(index),
      kmsKey: random.chance(0.3)
        ? `projects/${scope.project}/locations/eu/keyRings/main/cryptoKeys/topics`
        : null,
      labels: drawLabels(random, drawNaming(random), revision),
    };
  };
}

export function subscriptionGenerator(
  scope: GcpScope,
  hasTopic: (topic: number) => boolean,
): Generate<GcpSubscription> {
  const salt = saltOf(scope.seed, scope.project, 'subscription');
  return (index, revision) => {
    const random = new ItemRandom(salt, index);
    const topic = index % Math.max(1, scope.counts.topics);
    const name = `subscription-${index + 1}`;
    return {
      id: name,
      region: null,
      name,
      topic: hasTopic(topic) ? topic : null,
      pushed: index % 3 === 1,
      labels: drawLabels(random, drawNaming(random), revision),
    };
  };
}

export function topicJson(scope: GcpScope, topic: GcpTopic): Record<string, unknown> {
  return {
    name: `projects/${scope.project}/topics/${topic.id}`,
    ...(Object.keys(topic.labels).length === 0 ? {} : { labels: topic.labels }),
    ...(topic.kmsKey === null ? {} : { kmsKeyName: topic.kmsKey }),
    state: 'ACTIVE',
  };
}

export function subscriptionJson(
  scope: GcpScope,
  subscription: GcpSubscription,
): Record<string, unknown> {
  const { topic } = subscription;
  return {
    name: `projects/${scope.project}/subscriptions/${subscription.id}`,
    topic:
      topic === null ? '_deleted-topic_' : `projects/${scope.project}/topics/${topicName(topic)}`,
    pushConfig: subscription.pushed
      ? { pushEndpoint: 'https://hooks.example.com/push?token=EXAMPLE-push-token' }
      : {},
    ackDeadlineSeconds: 10,
    messageRetentionDuration: '604800s',
    ...(Object.keys(subscription.labels).length === 0 ? {} : { labels: subscription.labels }),
    expirationPolicy: { ttl: '2678400s' },
    state: 'ACTIVE',
  };
}
