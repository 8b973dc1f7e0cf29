import type { Channel } from 'amqplib';
import { retryStep } from '../delivery/retry-delay';
import { type EventBinding, lanesOf } from '../handlers/bindings';

/** Topics: every event goes here, under its routing key. */
export const EVENTS_EXCHANGE = 'skyledger.events';
/** Direct, by queue name: to the queue's dead letters. */
export const DEAD_LETTER_EXCHANGE = 'skyledger.dlx';
/** Direct, by queue name: back to the queue. What has no queue any more becomes a dead letter. */
export const REDELIVERY_EXCHANGE = 'skyledger.redeliver';

/** A message leaves its queue only by an acknowledgement, or confirmed into another queue. */
const NOTHING_IS_LOST = {
  'x-queue-type': 'quorum',
  'x-overflow': 'reject-publish',
  'x-dead-letter-strategy': 'at-least-once',
};
/**
 * Attempts are counted by us; the broker's own limit only has to be out of the way. It must be set
 * everywhere: from RabbitMQ 4.0 on there is one of 20 by default.
 */
const NO_DELIVERY_LIMIT = 1_000_000;

/** Queue of the dead letters of a queue. */
export const deadLetterQueue = (queue: string): string => `${queue}.dlq`;

/** Exchange and queue where messages wait for their retry, one for each step of the delay. */
export const retryQueue = (stepMs: number): string => `skyledger.retry.${stepMs}ms`;

/** The distinct delays before jitter that messages with so many attempts can have. */
export function retrySteps(maxAttempts: number, retryBaseMs: number): number[] {
  const attempts = Array.from({ length: maxAttempts }, (_, index) => index + 1);
  return [...new Set(attempts.map((attempt) => retryStep(attempt, retryBaseMs)))];
}

/** Declares what all queues share: the exchanges. */
export async function declareExchanges(channel: Channel): Promise<void> {
  await channel.assertExchange(EVENTS_EXCHANGE, 'topic', { durable: true });
  await channel.assertExchange(DEAD_LETTER_EXCHANGE, 'direct', { durable: true });
  await channel.assertExchange(REDELIVERY_EXCHANGE, 'direct', {
    durable: true,
    alternateExchange: DEAD_LETTER_EXCHANGE,
  });
}

/**
 * Declares the ladder of retry queues. A message carries its own jittered expiration; since those of
 * one step differ by half at most, none waits much longer than it should behind another.
 */
export async function declareRetryLadder(
  channel: Channel,
  stepsMs: readonly number[],
): Promise<void> {
  for (const name of stepsMs.map(retryQueue)) {
    await channel.assertExchange(name, 'fanout', { durable: true });
    await channel.assertQueue(name, {
      durable: true,
      arguments: {
        ...NOTHING_IS_LOST,
        'x-dead-letter-exchange': REDELIVERY_EXCHANGE,
        'x-delivery-limit': NO_DELIVERY_LIMIT,
      },
    });
    await channel.bindQueue(name, name, '');
  }
}

/** Declares a queue with its suspects, its dead letters and what it receives. */
export async function declareQueue(channel: Channel, binding: EventBinding): Promise<void> {
  const { queue, routingKey, andBelow } = binding;
  await channel.assertQueue(deadLetterQueue(queue), {
    durable: true,
    arguments: {
      'x-queue-type': 'quorum',
      'x-overflow': 'reject-publish',
      'x-delivery-limit': NO_DELIVERY_LIMIT,
    },
  });
  await channel.bindQueue(deadLetterQueue(queue), DEAD_LETTER_EXCHANGE, queue);
  for (const lane of lanesOf(binding)) {
    await channel.assertQueue(lane.queue, {
      durable: true,
      arguments: {
        ...NOTHING_IS_LOST,
        'x-dead-letter-exchange': DEAD_LETTER_EXCHANGE,
        'x-dead-letter-routing-key': queue,
        'x-delivery-limit': NO_DELIVERY_LIMIT,
      },
    });
  }
  await channel.bindQueue(queue, REDELIVERY_EXCHANGE, queue);
  await channel.bindQueue(queue, EVENTS_EXCHANGE, andBelow ? `${routingKey}.#` : routingKey);
}
