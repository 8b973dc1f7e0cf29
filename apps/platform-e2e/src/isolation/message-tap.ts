// eslint-disable-next-line @typescript-eslint/no-restricted-imports -- listens to the broker from outside
import { connect } from 'amqplib';
import { eventually } from '@skyledger/testing';
import type { Platform } from '../harness';

/** Copies of all messages, since they are gone once they were handled. */
export interface MessageTap {
  /** All that was sent so far, and on the broker all that was received as well. */
  text(): Promise<string>;
  close(): Promise<void>;
}

const TABLES = ['outbox', 'messaging.messages', 'messaging.calls', 'messaging.dead_letters'];
/** Where a virtual host that is traced copies what any exchange, the nameless one too, is sent. */
const FIREHOSE = 'amq.rabbitmq.trace';
const TAP_QUEUE = 'tap';

/** Begins to keep every row of a message that is written, and every message of the broker if there is one. */
export async function tapMessages(platform: Platform): Promise<MessageTap> {
  const rows = await keepRows(platform);
  const broker = await tapBroker(platform);
  return {
    text: async () => (await Promise.all([rows.text(), broker?.text() ?? ''])).join('\n'),
    close: async () => broker?.close(),
  };
}

async function keepRows({ owner }: Platform): Promise<Pick<MessageTap, 'text'>> {
  await owner.query(`
    CREATE TABLE kept_messages (source text, content text);
    CREATE FUNCTION keep_message() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN
      INSERT INTO public.kept_messages VALUES (TG_TABLE_NAME, to_jsonb(NEW)::text);
      RETURN NULL;
    END $$`);
  for (const table of TABLES) {
    await owner.query(
      `CREATE TRIGGER keep AFTER INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION keep_message()`,
    );
  }
  return {
    async text() {
      const kept = await owner.query<{ content: string }>('SELECT content FROM kept_messages');
      return kept.map(({ content }) => content).join('\n');
    },
  };
}

async function tapBroker({ parts }: Platform): Promise<MessageTap | undefined> {
  const { rabbit } = parts;
  if (rabbit === undefined) return undefined;
  await rabbit.call('PUT', `vhosts/${rabbit.vhost}`, { tracing: true });
  const connection = await connect(parts.env['AMQP_URL']!);
  const channel = await connection.createChannel();
  const copies: string[] = [];
  await channel.assertQueue(TAP_QUEUE, { durable: true, autoDelete: true });
  await channel.bindQueue(TAP_QUEUE, FIREHOSE, '#');
  const keep = (copy: { content: Buffer; properties: object } | null): void => {
    if (copy !== null) copies.push(`${JSON.stringify(copy.properties)} ${copy.content.toString()}`);
  };
  await channel.consume(TAP_QUEUE, keep, { noAck: true });
  return {
    async text() {
      await eventually(async () => {
        const { messageCount } = await channel.checkQueue(TAP_QUEUE);
        if (messageCount > 0) throw new Error(`${messageCount} copies of messages wait`);
      });
      return copies.join('\n');
    },
    close: () => connection.close(),
  };
}
