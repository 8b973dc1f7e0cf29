import { expectKeptWhateverFieldsHold } from '../testing/odd-payloads';
import { toSubscription } from './subscription.mapper';
import { toTopic } from './topic.mapper';

const aTopic = (changes: object = {}): Record<string, unknown> => ({
  name: 'projects/shop/topics/orders',
  labels: { team: 'shop' },
  kmsKeyName: 'key',
  state: 'ACTIVE',
  ...changes,
});

const aSubscription = (changes: object = {}): Record<string, unknown> => ({
  name: 'projects/shop/subscriptions/billing',
  topic: 'projects/shop/topics/orders',
  pushConfig: {},
  labels: { team: 'shop' },
  state: 'ACTIVE',
  ...changes,
});

describe('toTopic', () => {
  it('maps a topic', () => {
    expect(toTopic(aTopic())).toMatchObject({
      resourceId: '//pubsub.googleapis.com/projects/shop/topics/orders',
      name: 'orders',
      state: 'running',
      tags: { team: 'shop' },
      attributes: { encryptedAtRest: true, encryptionKeyId: 'key', policyPublic: null },
    });
    expect(toTopic(aTopic({ state: 'INGESTION_RESOURCE_ERROR' }))?.state).toBe('error');
  });

  it('is kept whatever its fields hold', () => {
    expectKeptWhateverFieldsHold(toTopic, aTopic(), ['name']);
  });
});

describe('toSubscription', () => {
  it('maps a subscription', () => {
    expect(toSubscription(aSubscription())).toMatchObject({
      resourceId: '//pubsub.googleapis.com/projects/shop/subscriptions/billing',
      name: 'billing',
      state: 'running',
      relationships: [
        {
          kind: 'attached_to',
          resourceId: '//pubsub.googleapis.com/projects/shop/topics/orders',
        },
      ],
      attributes: { encryptedAtRest: true, encryptionKeyId: null },
    });
  });

  it.each(['_deleted-topic_', 'projects/other/topics/orders', 7])(
    'of the topic %p is attached to nothing',
    (topic) => {
      expect(toSubscription(aSubscription({ topic }))?.relationships).toEqual([]);
    },
  );

  it('is stopped once it is detached, and broken where it cannot deliver', () => {
    expect(toSubscription(aSubscription({ detached: true }))?.state).toBe('stopped');
    expect(toSubscription(aSubscription({ state: 'RESOURCE_ERROR' }))?.state).toBe('error');
  });

  it('is kept whatever its fields hold', () => {
    expectKeptWhateverFieldsHold(toSubscription, aSubscription(), ['name']);
  });
});
