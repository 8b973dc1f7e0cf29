import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { ChannelModel, ConfirmChannel } from 'amqplib';
import { AmqpConnectionManagerClass } from 'amqp-connection-manager';
import { errorText, TransportUnavailable } from '../errors';
import type { ResolvedMessagingOptions } from '../messaging-options';
import { SupervisedChannel } from './supervised-channel';

const HEARTBEAT_SECONDS = 10;
const MAX_RECONNECT_SECONDS = 5;
const CLOSE_WAIT_MS = 5000;

/**
 * One connection to the broker that comes back by itself. Channels come from `channel`, which
 * replaces them when they break: the manager would do so only together with the connection, while a
 * broker also closes single channels (an acknowledgement timeout, a deleted queue).
 */
export class RabbitMqConnection {
  readonly #logger = new Logger(RabbitMqConnection.name);
  readonly #manager: AmqpConnectionManagerClass;
  readonly #channels = new Set<SupervisedChannel>();
  readonly #onBlocked: ((reason: string) => void)[] = [];
  #failures = 0;
  #reason: string | undefined = 'not connected to RabbitMQ yet';
  #closed = false;

  constructor(options: ResolvedMessagingOptions) {
    if (options.amqpUrl === undefined) throw new Error('the RabbitMQ transport needs amqpUrl');
    this.#manager = new AmqpConnectionManagerClass(options.amqpUrl, {
      heartbeatIntervalInSeconds: HEARTBEAT_SECONDS,
      reconnectTimeInSeconds: 0.2,
      connectionOptions: {
        noDelay: true,
        keepAlive: true,
        timeout: 10_000,
        clientProperties: { connection_name: options.serviceName },
      },
    });
    this.#manager.on('connect', () => this.#connected());
    this.#manager.on('connectFailed', ({ err }) => this.#lost(err));
    this.#manager.on('disconnect', ({ err }) => this.#lost(err));
    this.#manager.on('blocked', ({ reason }) => {
      this.#reason = `RabbitMQ blocks publishers: ${reason}`;
      this.#logger.warn(this.#reason);
      for (const tell of this.#onBlocked) tell(this.#reason);
    });
    this.#manager.on('unblocked', () => {
      this.#reason = undefined;
      this.#logger.log('RabbitMQ takes messages again');
    });
  }

  /** Starts connecting, and goes on for as long as it takes. */
  open(): void {
    // Resolves with the first connection and rejects on refused credentials, which are retried too.
    this.#manager.connect().catch(() => undefined);
  }

  /** Why messages cannot be published now; `undefined` when they can. */
  get unavailable(): string | undefined {
    return this.#reason;
  }

  /** Calls `tell` whenever the broker begins to read nothing that is published. */
  onBlocked(tell: (reason: string) => void): void {
    this.#onBlocked.push(tell);
  }

  get model(): ChannelModel | undefined {
    return this.#closed ? undefined : this.#manager.connection;
  }

  /** A channel that is set up anew whenever it had to be replaced. */
  channel(name: string, setup: (channel: ConfirmChannel) => Promise<void>): SupervisedChannel {
    const channel = new SupervisedChannel(this, name, setup);
    this.#channels.add(channel);
    channel.open();
    return channel;
  }

  /** Runs `work` on a channel of its own; what it left unacknowledged goes back to its queue. */
  async withChannel<T>(work: (channel: ConfirmChannel) => Promise<T>): Promise<T> {
    if (this.model === undefined) throw new TransportUnavailable(this.#reason ?? 'not connected');
    const channel = await this.model.createConfirmChannel();
    channel.on('error', () => undefined);
    try {
      return await work(channel);
    } finally {
      await channel.close().catch(() => undefined);
    }
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const closing = Promise.all([...this.#channels].map((channel) => channel.close()))
      .then(() => this.#manager.close())
      .catch(() => undefined);
    // A broker in trouble may not answer; the end of the process closes the socket.
    await Promise.race([closing, delay(CLOSE_WAIT_MS, undefined, { ref: false })]);
  }

  #connected(): void {
    this.#logger.log('connected to RabbitMQ');
    this.#failures = 0;
    this.#reason = undefined;
    this.#manager.reconnectTimeInSeconds = 0.2;
    for (const channel of this.#channels) channel.open();
  }

  #lost(error: Error | undefined): void {
    this.#failures += 1;
    this.#reason = `no connection to RabbitMQ: ${errorText(error ?? 'closed')}`;
    const seconds = Math.min(0.2 * 2 ** this.#failures, MAX_RECONNECT_SECONDS);
    this.#manager.reconnectTimeInSeconds = seconds * (0.5 + Math.random() / 2);
    if (this.#failures === 1 && !this.#closed) this.#logger.warn(this.#reason);
  }
}
