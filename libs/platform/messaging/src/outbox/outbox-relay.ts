import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Database, type Tx } from '@skyledger/database';
import { counter, productMetrics } from '@skyledger/telemetry';
import { Pump } from '../delivery/pump';
import { errorText, UnroutableMessage } from '../errors';
import { failpoint } from '../failpoint';
import { TransportStrategy } from '../handlers/transport-strategy';
import { MessageBus } from '../message-bus';
import { OutboxRepository, type OutboxRow } from './outbox.repository';

const CHANNEL = 'skyledger_outbox';
const MAX_ROWS = 500;
const MAX_BYTES = 4 * 1024 * 1024;
const POLL_MS = 1000;
const BACKLOG_EVERY_MS = 10_000;
const ALARM_EVERY_MS = 10_000;
/** Share of the shutdown that publishing the last rows may take. */
const LAST_DRAIN_MS = 3000;

const unroutableMessages = counter<{ 'messaging.destination.name': string }>(
  'skyledger.messages.unroutable',
  { description: 'Tries to publish an event that no queue is bound to.', unit: '{message}' },
);

/**
 * Moves the outbox to the transport. Rows are published while a transaction holds them locked and
 * deleted by it, so a relay that dies in between publishes twice, and never not at all. Any number
 * of relays work side by side. A row that cannot be routed stays, is tried again later, and is
 * reported; the others pass by it.
 */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #logger = new Logger(OutboxRelay.name);
  readonly #rows: OutboxRepository;
  readonly #pump = new Pump(() => this.#moveAll(), { name: 'outbox relay', pollMs: POLL_MS });
  readonly #backlog = new Pump(() => this.#measure(), {
    name: 'outbox backlog',
    pollMs: BACKLOG_EVERY_MS,
  });
  #stopListening: Promise<() => Promise<void>> | undefined;
  #stopping: Promise<void> | undefined;
  #stopAt = Infinity;
  #alarmedAt = -Infinity;

  constructor(
    private readonly database: Database,
    private readonly bus: MessageBus,
    transport: TransportStrategy,
  ) {
    this.#rows = new OutboxRepository(database);
    transport.beforeClosed(() => this.stop());
  }

  onApplicationBootstrap(): void {
    this.#stopListening = this.database
      .listen(CHANNEL, () => this.#pump.wake())
      .catch(() => async () => undefined);
    this.#pump.wake();
    this.#backlog.wake();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.stop();
  }

  /** Publishes what is there, as far as that is quickly possible, and ends. */
  stop(): Promise<void> {
    this.#stopping ??= this.#stop();
    return this.#stopping;
  }

  async #stop(): Promise<void> {
    this.#stopAt = Date.now() + LAST_DRAIN_MS;
    await (
      await this.#stopListening
    )?.();
    await Promise.all([this.#pump.stop(), this.#backlog.stop()]);
    await this.#moveAll().catch((error: unknown) => {
      this.#logger.log(`the outbox keeps its rows for the next relay: ${errorText(error)}`);
    });
  }

  async #moveAll(): Promise<void> {
    // Asked before rows are locked, so that no transaction waits for a broker that is away.
    await this.bus.healthy();
    while (Date.now() < this.#stopAt) {
      const moved = await this.database.withoutTenant((tx) => this.#moveBatch(tx));
      if (moved === 0) return;
    }
  }

  async #moveBatch(tx: Tx): Promise<number> {
    const rows = await this.#rows.take(tx, MAX_ROWS, MAX_BYTES);
    if (rows.length === 0) return 0;
    const unroutable = await this.#publish(rows, tx);
    failpoint('outbox.after-publish-before-delete');
    const gone = rows.filter((row) => !unroutable.has(row.message.id));
    if (gone.length > 0) await this.#rows.delete(tx, gone);
    const stay = rows.filter((row) => unroutable.has(row.message.id));
    if (stay.length > 0) await this.#rows.postpone(tx, stay);
    return rows.length;
  }

  /** Gives the ids of the messages that had no queue. */
  async #publish(rows: readonly OutboxRow[], tx: Tx): Promise<Set<string>> {
    try {
      await this.bus.publish(
        rows.map((row) => row.message),
        tx,
      );
      return new Set();
    } catch (error) {
      if (!(error instanceof UnroutableMessage)) throw error;
      this.#alarm(error);
      return new Set(error.messages.map((message) => message.id));
    }
  }

  #alarm(error: UnroutableMessage): void {
    for (const { routingKey } of error.messages) {
      unroutableMessages.add(1, { 'messaging.destination.name': routingKey });
    }
    if (Date.now() - this.#alarmedAt < ALARM_EVERY_MS) return;
    this.#alarmedAt = Date.now();
    this.#logger.error(`${error.message}; the outbox keeps them`);
  }

  async #measure(): Promise<void> {
    const { depth, oldestSeconds } = await this.#rows.backlog();
    productMetrics.outboxDepth.record(depth, {});
    productMetrics.outboxAge.record(oldestSeconds, {});
  }
}
