import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
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
    await this.#visit(queue, async (message) => {
      letters.push(describe(queue, message));
      return { remove: false, goOn: letters.length < limit };
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
    await this.#visit(queue, async (message) => {
      const remove = wanted === undefined || wanted.delete(idOf(message));
      if (remove) {
        await before(message);
        removed += 1;
      }
      return { remove, goOn: wanted === undefined || wanted.size > 0 };
    });
    return removed;
  }

  /** Goes over the dead letters that are there now, until the visitor has seen enough. */
  async #visit(
    queue: string,
    visitor: (message: GetMessage) => Promise<{ remove: boolean; goOn: boolean }>,
  ): Promise<void> {
    const name = deadLetterQueue(queue);
    const visit = this.connection.withChannel(async (channel) => {
      const { messageCount } = await channel.checkQueue(name);
      let held = 0;
      for (let left = messageCount; left > 0; left -= 1) {
        const message = await channel.get(name);
        if (message === false) break;
        const { remove, goOn } = await visitor(message);
        if (remove) channel.ack(message);
        else held += 1;
        if (!goOn) break;
      }
      channel.nackAll(true);
      await putBack(channel, name, held);
    });
    await unlessMissing(visit, undefined);
  }
}

const PUT_BACK_MS = 2_000;
const PUT_BACK_POLL_MS = 5;

/**
 * The broker does not say when messages are back in their queue. Whoever comes next must find them;
 * somebody else may take them first, so that the wait is bounded.
 */
async function putBack(channel: ConfirmChannel, name: string, count: number): Promise<void> {
  const deadline = Date.now() + PUT_BACK_MS;
  while (Date.now() < deadline) {
    if ((await channel.checkQueue(name)).messageCount >= count) return;
    await delay(PUT_BACK_POLL_MS);
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
