import { randomUUID } from 'node:crypto';
import type { ConsumeMessage, Message, Options } from 'amqplib';
import type { RpcContract } from '@skyledger/contracts';
import { injectTraceContext, withSpan } from '@skyledger/telemetry';
import { TransportUnavailable } from '../errors';
import { requestQueue } from '../handlers/bindings';
import { PendingRequests } from '../rpc/pending-requests';
import type { RabbitMqConnection } from './rabbitmq-connection';
import type { SupervisedChannel } from './supervised-channel';

/** The broker's pseudo-queue whose replies come straight to the requesting channel. */
const DIRECT_REPLY = 'amq.rabbitmq.reply-to';
/** A connection that broke is usually back by then; a caller should not wait for a broker that is not. */
const CONNECTION_WAIT_MS = 3000;
/** A responder may be about to start: its queue is looked for again this often. */
const RETURNED_RETRY_MS = 200;

/** Sends requests and waits for their replies. */
export class RequestClient {
  readonly #pending = new PendingRequests();
  readonly #channel: SupervisedChannel;

  constructor(private readonly connection: RabbitMqConnection) {
    // What was sent is read when the broker goes on; nobody should wait for that.
    connection.onBlocked((reason) => this.#pending.fail(new TransportUnavailable(reason)));
    this.#channel = connection.channel('requests', async (channel) => {
      await channel.consume(DIRECT_REPLY, (message) => this.#replied(message), { noAck: true });
      channel.on('return', (message: Message) => {
        setTimeout(() => this.#sendAgain(message), RETURNED_RETRY_MS).unref();
      });
      channel.on('close', () => {
        this.#pending.fail(new TransportUnavailable('the connection to RabbitMQ broke'));
      });
    });
  }

  async request<Request, Response>(
    contract: RpcContract<Request, Response>,
    payload: Request,
  ): Promise<Response> {
    const deadline = Date.now() + contract.deadlineMs;
    const queue = requestQueue(contract);
    const attributes = { 'messaging.system': 'rabbitmq', 'messaging.destination.name': queue };
    const work = async (): Promise<Response> => {
      const channel = await this.#channel.ready(Math.min(contract.deadlineMs, CONNECTION_WAIT_MS));
      // A broker that blocks publishers keeps the channel open, and reads nothing from it.
      const reason = this.connection.unavailable;
      if (reason !== undefined) throw new TransportUnavailable(reason);
      const correlationId = randomUUID();
      const remainingMs = Math.max(deadline - Date.now(), 1);
      const reply = this.#pending.wait(correlationId, contract, remainingMs);
      try {
        channel.sendToQueue(queue, Buffer.from(JSON.stringify(payload)), {
          ...DELIVERY,
          correlationId,
          expiration: remainingMs,
          headers: injectTraceContext(),
        });
      } catch {
        const broken = new TransportUnavailable('the connection to RabbitMQ broke');
        this.#pending.fail(broken, correlationId);
      }
      return reply;
    };
    return withSpan(`request ${contract.name}`, attributes, work, 'client');
  }

  close(): void {
    this.#pending.fail(new TransportUnavailable('the process is shutting down'));
  }

  #replied(message: ConsumeMessage | null): void {
    if (message === null) return;
    this.#pending.settle(String(message.properties.correlationId), message.content.toString());
  }

  #sendAgain({ fields, properties, content }: Message): void {
    const correlationId = String(properties.correlationId);
    const channel = this.#channel.current;
    if (channel === undefined || !this.#pending.has(correlationId)) return;
    const options = { ...DELIVERY, correlationId, headers: properties.headers };
    channel.sendToQueue(fields.routingKey, content, {
      ...options,
      expiration: String(properties.expiration),
    });
  }
}

const DELIVERY: Options.Publish = {
  replyTo: DIRECT_REPLY,
  mandatory: true,
  persistent: false,
  contentType: 'application/json',
};
