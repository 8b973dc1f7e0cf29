import { connect } from 'amqplib';
import { Redis } from 'ioredis';
import { Client } from 'pg';
import { createTestDatabase, createTestVhost, describeWith, testRedisUrl } from './shared-services';

describe('the shared Postgres', () => {
  it('gives a migrated database, and takes it back', async () => {
    const database = await createTestDatabase();
    const client = new Client({ connectionString: database.url });
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query(
      `select to_regclass('cloud_accounts') is not null as there`,
    );
    expect(rows).toEqual([{ there: true }]);
    await database.drop();
    await expect(client.query('select 1')).rejects.toThrow();
    await client.end().catch(() => undefined);
  });
});

describeWith(['rabbitmq'], 'the shared RabbitMQ', () => {
  it('gives a virtual host, and takes it back', async () => {
    const vhost = await createTestVhost();
    const broker = await connect(vhost.url);
    const closed = new Promise((resolve) => broker.once('close', resolve));
    broker.on('error', () => undefined);
    await (await broker.createChannel()).assertQueue('here');
    await vhost.drop();
    await closed;
    await expect(connect(vhost.url)).rejects.toThrow();
  });
});

describeWith(['redis'], 'the shared Redis', () => {
  it('gives a database that other test processes do not use', async () => {
    const redis = new Redis(testRedisUrl(), { lazyConnect: true });
    await redis.connect();
    expect(await redis.client('INFO')).toContain(`db=${process.env['JEST_WORKER_ID']}`);
    redis.disconnect();
  });
});
