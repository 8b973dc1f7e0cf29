import { randomUUID } from 'node:crypto';
import type { Message, Options } from 'amqplib';
import { TransportUnavailable } from '../errors';
import type { RabbitMqConnection } from './rabbitmq-connection';
import type { SupervisedChannel } from './supervised-channel';
import { declareExchanges } from './topology';

/** No queue took a mandatory message. */
export class MessageReturned extends Error {}

/** Publishes persistent messages and waits until the broker has taken responsibility for them. */
export class ConfirmedPublisher {
  readonly #channel: SupervisedChannel;
  readonly #returned = new Set<string>();

  constructor(
    private readonly connection: RabbitMqConnection,
    private readonly timeoutMs: number,
  ) {
    this.#channel = connection.channel('publisher', async (channel) => {
      this.#returned.clear();
      channel.on('return', (message: Message) => {
        this.#returned.add(String(message.properties.correlationId));
      });
      await declareExchanges(channel);
    });
  }

  /**
   * Rejects with `MessageReturned` when no queue took the message (unless it is not mandatory), with
   * `TransportUnavailable` when the broker refused it or did not answer in time.
   */
  async publish(
    exchange: string,
    routingKey: string,
    content: Buffer,
    options: Options.Publish,
  ): Promise<void> {
    const channel = await this.#channel.ready(this.timeoutMs);
    const reason = this.connection.unavailable;
    if (reason !== undefined) throw new TransportUnavailable(reason);
    // The broker returns a message before it confirms it; this id tells which one it was.
    const correlationId = randomUUID();
    const complete = { persistent: true, mandatory: true, ...options, correlationId };
    await this.#confirmed((confirm) =>
      channel.publish(exchange, routingKey, content, complete, confirm),
    );
    if (this.#returned.delete(correlationId)) throw new MessageReturned(routingKey);
  }

  async #confirmed(send: (confirm: (error: Error | null) => void) => void): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        const fail = (reason: string, cause?: unknown): void =>
          reject(new TransportUnavailable(reason, { cause }));
        timer = setTimeout(() => fail('RabbitMQ did not confirm in time'), this.timeoutMs);
        try {
          send((error) => (error ? fail('RabbitMQ did not take a message', error) : resolve()));
        } catch (error) {
          fail('the channel to RabbitMQ is closed', error);
        }
      });
    } finally {
      clearTimeout(timer);
    }
  }
}
