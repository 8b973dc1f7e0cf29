import { Logger } from '@nestjs/common';
import type { ConfirmChannel, ConsumeMessage } from 'amqplib';
import type { InFlight } from '../delivery/in-flight';
import { errorText } from '../errors';
import type { RequestBinding } from '../handlers/bindings';
import { answerRequest } from '../rpc/rpc-reply';
import { carriedHeaders } from './message-headers';
import type { RabbitMqConnection } from './rabbitmq-connection';
import type { SupervisedChannel } from './supervised-channel';

const logger = new Logger('Messaging');
/** The queue goes away when no responder was there for so long. */
const EXPIRES_MS = 300_000;

/** Takes the requests of one contract and sends the replies. */
export class RequestConsumer {
  readonly #channel: SupervisedChannel;
  #consumerTag: string | undefined;
  #stopped = false;

  constructor(
    private readonly binding: RequestBinding,
    connection: RabbitMqConnection,
    private readonly inFlight: InFlight,
  ) {
    this.#channel = connection.channel(binding.queue, (channel) => this.#setUp(channel));
  }

  async ready(timeoutMs: number): Promise<void> {
    await this.#channel.ready(timeoutMs);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#consumerTag === undefined) return;
    await this.#channel.current?.cancel(this.#consumerTag).catch(() => undefined);
  }

  async handBack(): Promise<void> {
    await this.#channel.close();
  }

  async #setUp(channel: ConfirmChannel): Promise<void> {
    const { queue, prefetch } = this.binding;
    await channel.assertQueue(queue, { durable: true, expires: EXPIRES_MS });
    await channel.prefetch(prefetch);
    if (this.#stopped) return;
    const { consumerTag } = await channel.consume(queue, (message) => {
      if (message === null) void channel.close().catch(() => undefined);
      else this.inFlight.track(this.#answer(channel, message));
    });
    this.#consumerTag = consumerTag;
  }

  async #answer(channel: ConfirmChannel, message: ConsumeMessage): Promise<void> {
    try {
      // It may have been carried out already: at most once, so its caller gets no answer.
      if (message.fields.redelivered) return channel.ack(message);
      const request = {
        body: message.content.toString('utf8'),
        headers: carriedHeaders(message.properties),
      };
      const environment = { system: 'rabbitmq', signal: this.inFlight.signal };
      const reply = await answerRequest(this.binding, request, environment);
      await this.#reply(message, reply);
      channel.ack(message);
    } catch (error) {
      logger.warn(`${this.binding.queue}: reply not sent: ${errorText(error)}`);
    }
  }

  /** Over the channel of now: the one the request came on may have been replaced. */
  async #reply({ properties }: ConsumeMessage, body: string): Promise<void> {
    const channel = await this.#channel.ready(this.binding.contract.deadlineMs);
    channel.sendToQueue(String(properties.replyTo), Buffer.from(body), {
      correlationId: String(properties.correlationId),
      contentType: 'application/json',
    });
  }
}
