// eslint-disable-next-line @typescript-eslint/no-restricted-imports -- looks at the broker from outside
import { connect } from 'amqplib';
import type { OwnerDatabase } from './owner-database';

/** How many messages one queue holds. */
export interface QueueCount {
  queue: string;
  messages: number;
}

/** The queues from outside, whatever transport they are of. Empty queues may be left out. */
export interface BrokerView {
  queues(): Promise<QueueCount[]>;
  /** By the queue whose consumer gave the messages up. */
  deadLetters(): Promise<QueueCount[]>;
}

/** The queues in the database. */
export function postgresQueues(owner: OwnerDatabase): BrokerView {
  const count = (table: string): Promise<QueueCount[]> =>
    owner.query<QueueCount>(
      `SELECT queue, count(*)::integer AS messages FROM messaging.${table} GROUP BY queue`,
    );
  return { queues: () => count('messages'), deadLetters: () => count('dead_letters') };
}

interface ListedQueue {
  name: string;
}

const DEAD = '.dlq';

/**
 * The queues of a virtual host. Their names come from the management API, but not the counts: those of
 * a quorum queue are some seconds old there. A passive declaration tells what is ready at this moment;
 * what a consumer holds is not told at all.
 */
export function rabbitQueues(admin: RabbitAdmin, amqpUrl: string): BrokerView {
  const counts = async (dead: boolean): Promise<QueueCount[]> => {
    const queues = await admin.call<ListedQueue[]>(
      'GET',
      `queues/${admin.vhost}?disable_stats=true`,
    );
    const names = queues.map(({ name }) => name).filter((name) => name.endsWith(DEAD) === dead);
    const connection = await connect(amqpUrl);
    connection.on('error', () => undefined);
    try {
      const channel = await connection.createChannel();
      channel.on('error', () => undefined);
      const checked = await Promise.all(names.map((name) => channel.checkQueue(name)));
      return checked.map(({ queue, messageCount }) => ({ queue, messages: messageCount }));
    } finally {
      await connection.close().catch(() => undefined);
    }
  };
  return {
    queues: () => counts(false),
    deadLetters: async () =>
      (await counts(true)).map(({ queue, messages }) => ({
        queue: queue.slice(0, -DEAD.length),
        messages,
      })),
  };
}

/** RabbitMQ's management API for one virtual host. */
export class RabbitAdmin {
  /** Name of the virtual host, ready to be part of a path. */
  readonly vhost: string;

  constructor(
    private readonly adminUrl: string,
    amqpUrl: string,
  ) {
    this.vhost = new URL(amqpUrl).pathname.slice(1) || '%2F';
  }

  /** @param path below `/api/` */
  async call<Body>(method: string, path: string, body?: object): Promise<Body> {
    const { origin, username, password } = new URL(this.adminUrl);
    const login = Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`);
    const response = await fetch(`${origin}/api/${path}`, {
      method,
      headers: {
        authorization: `Basic ${login.toString('base64')}`,
        connection: 'close',
        'content-type': 'application/json',
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`RabbitMQ answered ${response.status} to ${path}: ${text}`);
    return (text === '' ? null : JSON.parse(text)) as Body;
  }
}
