import type { RpcContract } from '@skyledger/contracts';
import type { Database } from '@skyledger/database';
import { withPublishSpans } from '../delivery/publish-spans';
import { TransportUnavailable, UnroutableMessage } from '../errors';
import { suspectQueue } from '../handlers/bindings';
import type { OutboundMessage } from '../message';
import { MessageBus, type QueueDepth } from '../message-bus';
import type { ResolvedMessagingOptions } from '../messaging-options';
import { QueueRepository } from '../queue.repository';
import { ConfirmedPublisher, MessageReturned } from './confirmed-publisher';
import { RabbitMqDeadLetters } from './rabbitmq-dead-letters';
import type { RabbitMqConnection } from './rabbitmq-connection';
import { RequestClient } from './request-client';
import { EVENTS_EXCHANGE, retryQueue, retrySteps } from './topology';

/** Attempts beyond which the delay no longer grows, whatever a handler's own limit is. */
const ALL_STEPS = 32;

/** Messages through RabbitMQ. */
export class RabbitMqBus extends MessageBus {
  readonly deadLetters: RabbitMqDeadLetters;
  readonly #queues: QueueRepository;
  readonly #publisher: ConfirmedPublisher;
  readonly #requests: RequestClient;

  constructor(
    private readonly options: ResolvedMessagingOptions,
    database: Database,
    private readonly connection: RabbitMqConnection,
  ) {
    super();
    this.#queues = new QueueRepository(database);
    this.#publisher = new ConfirmedPublisher(connection, options.publishTimeoutMs);
    this.#requests = new RequestClient(connection);
    this.deadLetters = new RabbitMqDeadLetters(connection, this.#publisher, this.#queues);
  }

  async publish(messages: readonly OutboundMessage[]): Promise<void> {
    if (messages.length === 0) return;
    await withPublishSpans('rabbitmq', messages, async (traced) => {
      const results = await Promise.allSettled(traced.map((message) => this.#publishOne(message)));
      const unroutable: OutboundMessage[] = [];
      results.forEach((result, index) => {
        if (result.status === 'fulfilled') return;
        if (!(result.reason instanceof MessageReturned)) throw result.reason as Error;
        unroutable.push(traced[index]!);
      });
      if (unroutable.length > 0) throw new UnroutableMessage(unroutable);
    });
  }

  request<Request, Response>(
    contract: RpcContract<Request, Response>,
    payload: Request,
  ): Promise<Response> {
    return this.#requests.request(contract, payload);
  }

  /** Retries wait in queues shared by all; those that hold any are listed as well. */
  async queueDepths(): Promise<QueueDepth[]> {
    const depths: QueueDepth[] = [];
    for (const queue of await this.#queues.names()) {
      const waiting = (await this.deadLetters.depth(queue)) ?? 0;
      const suspects = (await this.deadLetters.depth(suspectQueue(queue))) ?? 0;
      depths.push({ queue, ready: waiting + suspects, inFlight: null });
    }
    for (const queue of retrySteps(ALL_STEPS, this.options.retryBaseMs).map(retryQueue)) {
      const ready = (await this.deadLetters.depth(queue)) ?? 0;
      if (ready > 0) depths.push({ queue, ready, inFlight: 0 });
    }
    return depths;
  }

  async healthy(): Promise<void> {
    const reason = this.connection.unavailable;
    if (reason !== undefined) throw new TransportUnavailable(reason);
  }

  async open(): Promise<void> {
    this.connection.open();
  }

  async close(): Promise<void> {
    this.#requests.close();
    await this.connection.close();
  }

  #publishOne({ id, name, routingKey, mandatory, headers, body }: OutboundMessage): Promise<void> {
    return this.#publisher.publish(EVENTS_EXCHANGE, routingKey, Buffer.from(body), {
      messageId: id,
      type: name,
      contentType: 'application/json',
      mandatory,
      headers,
    });
  }
}
