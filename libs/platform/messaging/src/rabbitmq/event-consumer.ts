import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { ConfirmChannel, ConsumeMessage } from 'amqplib';
import type { Outcome } from '../delivery/delivery';
import { type DeliveryEnvironment, handleDelivery } from '../delivery/handle-delivery';
import type { InFlight } from '../delivery/in-flight';
import { errorText } from '../errors';
import { type EventBinding, type Lane, suspectQueue } from '../handlers/bindings';
import type { ConfirmedPublisher } from './confirmed-publisher';
import {
  ATTEMPTS_HEADER,
  carriedHeaders,
  ERROR_HEADER,
  FAILED_AT_HEADER,
  numberHeader,
  redeliveries,
} from './message-headers';
import type { RabbitMqConnection } from './rabbitmq-connection';
import type { SupervisedChannel } from './supervised-channel';
import { DEAD_LETTER_EXCHANGE, declareQueue, retryQueue } from './topology';

const logger = new Logger('Messaging');
const REFUSED_PAUSE_MS = 1000;

/** What the consumers of a process share. */
export interface ConsumerParts {
  readonly connection: RabbitMqConnection;
  readonly publisher: ConfirmedPublisher;
  readonly inFlight: InFlight;
  readonly environment: DeliveryEnvironment;
  /** Delays before jitter, ascending, for which there is a retry queue. */
  readonly retryStepsMs: readonly number[];
  /** Resolves when everything but the queue itself is declared. */
  readonly declared: () => Promise<unknown>;
}

/**
 * Takes the messages of one lane. A message is settled on the channel it came from: on another one
 * its delivery tag would mean another message.
 */
export class EventConsumer {
  readonly #channel: SupervisedChannel;
  #consumerTag: string | undefined;
  #stopped = false;

  constructor(
    private readonly binding: EventBinding,
    private readonly lane: Lane,
    private readonly parts: ConsumerParts,
  ) {
    this.#channel = parts.connection.channel(lane.queue, (channel) => this.#setUp(channel));
  }

  async ready(timeoutMs: number): Promise<void> {
    await this.#channel.ready(timeoutMs);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#consumerTag === undefined) return;
    await this.#channel.current?.cancel(this.#consumerTag).catch(() => undefined);
  }

  /** The broker puts back what was not acknowledged on the channel. */
  async handBack(): Promise<void> {
    await this.#channel.close();
  }

  async #setUp(channel: ConfirmChannel): Promise<void> {
    await this.parts.declared();
    await declareQueue(channel, this.binding);
    await channel.prefetch(this.lane.prefetch);
    if (this.#stopped) return;
    const { consumerTag } = await channel.consume(this.lane.queue, (message) => {
      if (message === null) {
        logger.warn(`${this.lane.queue}: the broker cancelled the consumer`);
        void channel.close().catch(() => undefined);
      } else {
        this.parts.inFlight.track(this.#handle(channel, message));
      }
    });
    this.#consumerTag = consumerTag;
  }

  async #handle(channel: ConfirmChannel, message: ConsumeMessage): Promise<void> {
    const vanished = redeliveries(message.properties);
    const delivery = {
      body: message.content.toString('utf8'),
      headers: carriedHeaders(message.properties),
      attempt: numberHeader(message.properties, ATTEMPTS_HEADER) + vanished + 1,
      vanished,
      suspect: this.lane.suspects,
    };
    const outcome = await handleDelivery(this.binding, delivery, this.parts.environment);
    if (outcome.kind === 'release') return;
    try {
      await this.#passOn(message, outcome);
      settle(() => channel.ack(message));
    } catch (error) {
      logger.warn(`${this.lane.queue}: put back, because: ${errorText(error)}`);
      await delay(REFUSED_PAUSE_MS);
      settle(() => channel.nack(message, false, true));
    }
  }

  /** Puts a message that is not done into the queue where it goes next. */
  async #passOn(message: ConsumeMessage, outcome: Outcome): Promise<void> {
    const { publisher, retryStepsMs } = this.parts;
    const { properties, content } = message;
    const options = {
      messageId: properties.messageId as string | undefined,
      type: properties.type as string | undefined,
      contentType: 'application/json',
    };
    const headers = carriedHeaders(properties);
    if (outcome.kind === 'suspect') {
      await publisher.publish('', suspectQueue(this.binding.queue), content, {
        ...options,
        headers: { ...headers, [ATTEMPTS_HEADER]: outcome.attempts },
      });
    }
    if (outcome.kind === 'retry') {
      const { delayMs, attempts } = outcome;
      const step = retryStepsMs.findLast((stepMs) => stepMs <= delayMs) ?? retryStepsMs[0]!;
      await publisher.publish(retryQueue(step), this.binding.queue, content, {
        ...options,
        expiration: delayMs,
        headers: { ...headers, [ATTEMPTS_HEADER]: attempts },
      });
    }
    if (outcome.kind === 'dead') {
      const failure = {
        [ATTEMPTS_HEADER]: outcome.attempts,
        [ERROR_HEADER]: outcome.error,
        [FAILED_AT_HEADER]: new Date().toISOString(),
      };
      await publisher.publish(DEAD_LETTER_EXCHANGE, this.binding.queue, content, {
        ...options,
        headers: { ...headers, ...failure },
      });
    }
  }
}

/** A channel that is closed by now has given its messages back already. */
function settle(report: () => void): void {
  try {
    report();
  } catch (error) {
    logger.debug(`not acknowledged, will be delivered again: ${errorText(error)}`);
  }
}
