import type { Database } from '@skyledger/database';
import { type EventBinding, lanesOf, type RequestBinding } from '../handlers/bindings';
import { TransportStrategy } from '../handlers/transport-strategy';
import type { ResolvedMessagingOptions } from '../messaging-options';
import { QueueRepository } from '../queue.repository';
import { ConfirmedPublisher } from './confirmed-publisher';
import { EventConsumer } from './event-consumer';
import type { RabbitMqConnection } from './rabbitmq-connection';
import { RequestConsumer } from './request-consumer';
import { declareExchanges, declareRetryLadder, retrySteps } from './topology';

/** A service starts without its broker after this; its consumers join when the broker comes. */
const START_WAIT_MS = 10_000;

/** Consumes messages from RabbitMQ: quorum queues, one channel for each. */
export class RabbitMqTransport extends TransportStrategy {
  readonly #queues: QueueRepository;
  #consumers: (EventConsumer | RequestConsumer)[] = [];

  constructor(
    options: ResolvedMessagingOptions,
    database: Database,
    private readonly connection: RabbitMqConnection,
  ) {
    super(options);
    this.#queues = new QueueRepository(database);
  }

  protected async consume(
    events: readonly EventBinding[],
    requests: readonly RequestBinding[],
  ): Promise<void> {
    this.connection.open();
    await this.#queues.declare(events);
    const mostAttempts = Math.max(1, ...events.map((binding) => binding.maxAttempts));
    const retryStepsMs = retrySteps(mostAttempts, this.options.retryBaseMs);
    const topology = this.connection.channel('topology', async (channel) => {
      await declareExchanges(channel);
      await declareRetryLadder(channel, retryStepsMs);
    });
    const parts = {
      connection: this.connection,
      publisher: new ConfirmedPublisher(this.connection, this.options.publishTimeoutMs),
      inFlight: this.inFlight,
      environment: {
        system: 'rabbitmq',
        retryBaseMs: this.options.retryBaseMs,
        signal: this.inFlight.signal,
      },
      retryStepsMs,
      declared: () => topology.ready(START_WAIT_MS),
    };
    this.#consumers = [
      ...events.flatMap((binding) =>
        lanesOf(binding).map((lane) => new EventConsumer(binding, lane, parts)),
      ),
      ...requests.map((binding) => new RequestConsumer(binding, this.connection, this.inFlight)),
    ];
    const ready = this.#consumers.map((consumer) => consumer.ready(START_WAIT_MS));
    await Promise.all(ready).catch((error: Error) => {
      this.logger.warn(`consuming starts when RabbitMQ is there: ${error.message}`);
    });
  }

  protected async stopConsuming(): Promise<void> {
    await Promise.all(this.#consumers.map((consumer) => consumer.stop()));
  }

  protected async handBack(): Promise<void> {
    await Promise.all(this.#consumers.map((consumer) => consumer.handBack()));
  }
}
