import { readFileSync, readdirSync } from 'node:fs';
import { connect } from 'amqplib';
import type { ChannelModel } from 'amqplib';
import { eventually } from '../eventually';
import { startPrivateRabbit } from './private-rabbit';
import type { PrivateRabbit } from './private-rabbit';
import { describeWith } from './shared-services';

/** Pids of processes whose environment has the broker's port mapper, by which all are known. */
function processesWith(text: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(text);
      } catch {
        return false;
      }
    })
    .map(Number);
}

describeWith(['rabbitmq'], 'startPrivateRabbit', () => {
  let rabbit: PrivateRabbit;

  beforeAll(async () => {
    rabbit = await startPrivateRabbit();
  });

  afterAll(() => rabbit.dispose());

  async function withBroker<T>(
    url: string,
    work: (broker: ChannelModel) => Promise<T>,
  ): Promise<T> {
    const broker = await connect(url);
    broker.on('error', () => undefined);
    try {
      return await work(broker);
    } finally {
      await broker.close();
    }
  }

  async function publish(url: string, text: string): Promise<void> {
    await withBroker(url, async (broker) => {
      const channel = await broker.createConfirmChannel();
      await channel.assertQueue('kept', { durable: true });
      channel.sendToQueue('kept', Buffer.from(text), { persistent: true });
      await channel.waitForConfirms();
    });
  }

  async function take(url: string): Promise<string | undefined> {
    return withBroker(url, async (broker) => {
      const channel = await broker.createChannel();
      const message = await channel.get('kept', { noAck: true });
      return message === false ? undefined : message.content.toString();
    });
  }

  it('keeps a durable queue and its message over kill and start', async () => {
    await publish(rabbit.url, 'survivor');
    await rabbit.saveQueues();
    await rabbit.kill();
    await expect(connect(rabbit.url)).rejects.toThrow('ECONNREFUSED');
    await rabbit.start();
    expect(await take(rabbit.url)).toBe('survivor');
  });

  it('keeps them over stop and start, twice over', async () => {
    await publish(rabbit.url, 'survivor');
    await rabbit.stop();
    await rabbit.stop();
    await rabbit.start();
    await rabbit.start();
    expect(await take(rabbit.url)).toBe('survivor');
  });

  it('isolates virtual hosts from each other', async () => {
    const one = await rabbit.createVhost('one');
    const other = await rabbit.createVhost('other/one');
    await publish(one, 'of one');
    await publish(other, 'of the other');
    expect(await take(other)).toBe('of the other');
    expect(await take(one)).toBe('of one');
    await rabbit.deleteVhost('one');
    await expect(connect(one)).rejects.toThrow();
    expect(await rabbit.control('list_vhosts', '--quiet')).not.toMatch(/^one$/m);
  });

  it('leaves no process behind', async () => {
    const second = await startPrivateRabbit();
    const mark = `skyledger-${new URL(second.url).port}@localhost`;
    expect(processesWith(mark).length).toBeGreaterThanOrEqual(2);
    await second.dispose();
    await eventually(() => processesWith(mark).length === 0);
  });
});
