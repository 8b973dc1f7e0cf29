import { Redis } from 'ioredis';
import { describeWith } from './shared-services';
import { startPrivateRedis } from './private-redis';
import type { PrivateRedis } from './private-redis';

describeWith(['redis'], 'startPrivateRedis', () => {
  let redis: PrivateRedis;

  beforeAll(async () => {
    redis = await startPrivateRedis();
  });

  afterAll(() => redis.dispose());

  async function withClient<T>(work: (client: Redis) => Promise<T>): Promise<T> {
    const client = new Redis(redis.url, { lazyConnect: true, retryStrategy: () => null });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return await work(client);
    } finally {
      client.disconnect();
    }
  }

  it.each(['kill', 'stop'] as const)('keeps what was written over %s and start', async (how) => {
    await withClient((client) => client.set('key', how));
    await redis[how]();
    await expect(withClient((client) => client.ping())).rejects.toThrow();
    await redis.start();
    expect(await withClient((client) => client.get('key'))).toBe(how);
  });
});
