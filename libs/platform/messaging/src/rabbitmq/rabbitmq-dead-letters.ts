import { createHash } from 'node:crypto';
import type { ConfirmChannel, GetMessage } from 'amqplib';
import { deadLetter } from '../delivery/dead-letter';
import type { DeadLetter } from '../message';
import type { DeadLetters } from '../message-bus';
import type { QueueRepository } from '../queue.repository';
import type { ConfirmedPublisher } from './confirmed-publisher';
import {
  ATTEMPTS_HEADER,
  carriedHeaders,
  ERROR_HEADER,
  FAILED_AT_HEADER,
  numberHeader,
  textHeader,
} from './message-headers';
import type { RabbitMqConnection } from './rabbitmq-connection';
import { deadLetterQueue, REDELIVERY_EXCHANGE } from './topology';

/**
 * Dead letters of the RabbitMQ transport. A broker has no way to look into a queue: messages are
 * taken out and, unless they were replayed or discarded, put back where they were.
 */
export class RabbitMqDeadLetters implements DeadLetters {
  constructor(
    private readonly connection: RabbitMqConnection,
    private readonly publisher: ConfirmedPublisher,
    private readonly known: QueueRepository,
  ) {}

  async queues(): Promise<{ queue: string; depth: number }[]> {
    const depths: { queue: string; depth: number }[] = [];
    for (const queue of await this.known.names()) {
      depths.push({ queue, depth: (await this.depth(deadLetterQueue(queue))) ?? 0 });
    }
    return depths;
  }

  /** Messages ready in any queue; `undefined` when there is no such queue. */
  async depth(name: string): Promise<number | undefined> {
    return unlessMissing(
      this.connection.withChannel(async (channel) => (await channel.checkQueue(name)).messageCount),
      undefined,
    );
  }

  async list(queue: string, limit: number): Promise<DeadLetter[]> {
    const letters: DeadLetter[] = [];
    await this.#visit(queue, async (_channel, message) => {
      letters.push(describe(queue, message));
      return letters.length < limit;
    });
    return letters.slice(0, limit);
  }

  async replay(queue: string, ids: readonly string[] | 'all'): Promise<number> {
    return this.#remove(queue, ids, (message) =>
      this.publisher.publish(REDELIVERY_EXCHANGE, queue, message.content, {
        messageId: idOf(message),
        contentType: 'application/json',
        headers: carriedHeaders(message.properties),
      }),
    );
  }

  async discard(queue: string, ids: readonly string[] | 'all'): Promise<number> {
    return this.#remove(queue, ids, async () => undefined);
  }

  async #remove(
    queue: string,
    ids: readonly string[] | 'all',
    before: (message: GetMessage) => Promise<void>,
  ): Promise<number> {
    const wanted = ids === 'all' ? undefined : new Set(ids);
    let removed = 0;
    await this.#visit(queue, async (channel, message) => {
      if (wanted === undefined || wanted.delete(idOf(message))) {
        await before(message);
        channel.ack(message);
        removed += 1;
      }
      return wanted === undefined || wanted.size > 0;
    });
    return removed;
  }

  /** Goes over the dead letters that are there now, until the visitor has seen enough. */
  async #visit(
    queue: string,
    visitor: (channel: ConfirmChannel, message: GetMessage) => Promise<boolean>,
  ): Promise<void> {
    const name = deadLetterQueue(queue);
    const visit = this.connection.withChannel(async (channel) => {
      const { messageCount } = await channel.checkQueue(name);
      for (let left = messageCount; left > 0; left -= 1) {
        const message = await channel.get(name);
        if (message === false || !(await visitor(channel, message))) break;
      }
      channel.nackAll(true);
    });
    await unlessMissing(visit, undefined);
  }
}

/** Messages of a stranger may lack an id: theirs is what they say. */
function idOf(message: GetMessage): string {
  const id: unknown = message.properties.messageId;
  return typeof id === 'string' && id !== ''
    ? id
    : createHash('sha256').update(message.content).digest('hex');
}

function describe(queue: string, message: GetMessage): DeadLetter {
  const { properties } = message;
  const failedAt = new Date(textHeader(properties, FAILED_AT_HEADER) ?? NaN);
  return deadLetter({
    id: idOf(message),
    queue,
    body: message.content.toString('utf8'),
    error: textHeader(properties, ERROR_HEADER) ?? 'parked by the broker',
    attempts: numberHeader(properties, ATTEMPTS_HEADER),
    failedAt: Number.isNaN(failedAt.getTime()) ? new Date(0) : failedAt,
  });
}

const NOT_FOUND = 404;

async function unlessMissing<T, M>(work: Promise<T>, missing: M): Promise<T | M> {
  try {
    return await work;
  } catch (error) {
    if ((error as { code?: unknown }).code === NOT_FOUND) return missing;
    throw error;
  }
}
