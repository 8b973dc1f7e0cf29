import type { Database } from '@skyledger/database';
import { Pump } from '../delivery/pump';
import { type EventBinding, lanesOf, type RequestBinding } from '../handlers/bindings';
import { TransportStrategy } from '../handlers/transport-strategy';
import type { ResolvedMessagingOptions } from '../messaging-options';
import { QueueRepository } from '../queue.repository';
import { Acknowledgements } from './acknowledgements';
import { CallRepository } from './call.repository';
import { EventConsumer } from './event-consumer';
import { MessageRepository } from './message.repository';
import { RequestConsumer } from './request-consumer';
import type { Wakeups } from './wakeups';

const POLL_MS = 1000;

/**
 * Consumes messages from the product's own database. A message is claimed in a short transaction
 * and held by a lease that is prolonged while its handler runs.
 */
export class PostgresTransport extends TransportStrategy {
  readonly #queues: QueueRepository;
  readonly #messages: MessageRepository;
  readonly #calls: CallRepository;
  readonly #acknowledgements: Acknowledgements;
  readonly #leases: Pump;
  readonly #poll: Pump;
  readonly #consumers = new Map<string, EventConsumer | RequestConsumer>();

  constructor(
    options: ResolvedMessagingOptions,
    database: Database,
    private readonly wakeups: Wakeups,
  ) {
    super(options);
    this.#queues = new QueueRepository(database);
    this.#messages = new MessageRepository(database);
    this.#calls = new CallRepository(database);
    this.#acknowledgements = new Acknowledgements(this.#messages);
    this.#leases = new Pump(() => this.#prolongLeases(), {
      name: 'leases',
      pollMs: options.leaseMs / 3,
      maxPauseMs: options.leaseMs / 6,
    });
    this.#poll = new Pump(() => this.#wakeDue(), { name: 'polling', pollMs: POLL_MS });
  }

  protected async consume(
    events: readonly EventBinding[],
    requests: readonly RequestBinding[],
  ): Promise<void> {
    await this.#queues.declare(events);
    const environment = {
      system: 'postgresql',
      retryBaseMs: this.options.retryBaseMs,
      signal: this.inFlight.signal,
    };
    const parts = {
      environment,
      messages: this.#messages,
      acknowledgements: this.#acknowledgements,
      inFlight: this.inFlight,
      leaseMs: this.options.leaseMs,
      wake: (queue: string) => this.#consumers.get(queue)?.wake(),
    };
    for (const binding of events) {
      for (const lane of lanesOf(binding)) {
        this.#consumers.set(lane.queue, new EventConsumer(binding, lane, parts));
      }
    }
    for (const binding of requests) {
      const consumer = new RequestConsumer(binding, this.#calls, this.inFlight);
      this.#consumers.set(binding.queue, consumer);
    }
    for (const [queue, consumer] of this.#consumers) {
      await this.wakeups.subscribe(queue, () => consumer.wake());
      consumer.wake();
    }
    this.#leases.wake();
    this.#poll.wake();
  }

  protected async stopConsuming(): Promise<void> {
    for (const queue of this.#consumers.keys()) this.wakeups.unsubscribe(queue);
    await this.#poll.stop();
    await Promise.all([...this.#consumers.values()].map((consumer) => consumer.stop()));
  }

  protected async handBack(): Promise<void> {
    await this.#leases.stop();
    await this.#acknowledgements.stop();
    await Promise.all(this.#eventConsumers().map((consumer) => consumer.handBack()));
  }

  #eventConsumers(): EventConsumer[] {
    return [...this.#consumers.values()].filter((each) => each instanceof EventConsumer);
  }

  async #prolongLeases(): Promise<void> {
    const held = this.#eventConsumers().flatMap((consumer) => [...consumer.held]);
    if (held.length > 0) await this.#messages.prolong(held, this.options.leaseMs);
  }

  async #wakeDue(): Promise<void> {
    const due = await this.#messages.dueQueues([...this.#consumers.keys()]);
    for (const queue of due) this.#consumers.get(queue)?.wake();
  }
}
