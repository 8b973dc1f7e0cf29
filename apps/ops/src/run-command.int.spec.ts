import { randomUUID } from 'node:crypto';
import { Controller } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { loadConfig, type SkyledgerConfig } from '@skyledger/config';
import { resourceRemoved } from '@skyledger/contracts';
import { Database, DatabaseModule } from '@skyledger/database';
import {
  event,
  MessageBus,
  MessagingModule,
  OnEvent,
  PermanentMessageError,
  TransportStrategy,
} from '@skyledger/messaging';
import {
  createTestDatabase,
  createTestVhost,
  describeWith,
  eventually,
  type TestResource,
} from '@skyledger/testing';
import type { Command } from './arguments';
import { runCommand } from './run-command';

const QUEUE = 'ops-test.resource.removed';
const TENANT = '0198a000-0000-7000-8000-000000000001';

@Controller()
class GivesUp {
  @OnEvent(resourceRemoved, { queue: QUEUE })
  async handle(): Promise<void> {
    throw new PermanentMessageError('this message cannot be handled');
  }
}

for (const transport of ['postgres', 'rabbitmq'] as const) {
  const needed = transport === 'rabbitmq' ? (['rabbitmq'] as const) : [];
  describeWith(needed, `ops over ${transport}`, () => {
    let database: TestResource;
    let vhost: TestResource | undefined;
    let config: SkyledgerConfig;

    const run = async (command: Exclude<Command, { name: 'help' }>): Promise<string[]> => {
      const lines: string[] = [];
      await runCommand(command, config, (line) => lines.push(line));
      return lines;
    };
    const removed = (id: string): ReturnType<typeof event> =>
      event(resourceRemoved, TENANT, {
        tenantId: TENANT,
        accountId: randomUUID(),
        runId: randomUUID(),
        resourceIds: [id],
      });

    beforeAll(async () => {
      database = await createTestDatabase();
      vhost = transport === 'rabbitmq' ? await createTestVhost() : undefined;
      config = loadConfig(
        { DATABASE_URL: database.url, ...(vhost && { AMQP_URL: vhost.url }) },
        'distributed',
      );
      const app = await NestFactory.create(
        {
          module: class ConsumerModule {},
          controllers: [GivesUp],
          imports: [
            DatabaseModule.forRoot({
              url: database.url,
              poolSize: 4,
              applicationName: 'ops test',
            }),
            MessagingModule.forRoot({
              transport,
              ...(vhost && { amqpUrl: vhost.url }),
              serviceName: 'ops test',
              relay: false,
            }),
          ],
        },
        new FastifyAdapter(),
        { logger: false },
      );
      app.connectMicroservice({ strategy: app.get(TransportStrategy) });
      await app.startAllMicroservices();
      await app.init();
      const bus = app.get(MessageBus);
      await eventually(() => bus.healthy());
      await app
        .get(Database)
        .withoutTenant((tx) => bus.publish([removed('1'), removed('2'), removed('3')], tx));
      await eventually(async () => {
        expect(await bus.deadLetters.queues()).toEqual([{ queue: QUEUE, depth: 3 }]);
      });
      await app.close();
    });

    afterAll(async () => {
      await vhost?.drop();
      await database?.drop();
    });

    it('lists, replays and discards dead letters, and counts what is where', async () => {
      const letters = (await run({ name: 'list', queue: QUEUE, limit: 10 })).map(
        (line) => JSON.parse(line) as { id: string; name: string; error: string },
      );
      expect(letters).toHaveLength(3);
      expect(letters[0]).toMatchObject({
        name: 'resource.removed',
        error: expect.stringContaining('this message cannot be handled'),
      });
      const ids = [letters[0]!.id];
      expect(await run({ name: 'replay', queue: QUEUE, ids })).toEqual(['1 replayed']);
      expect(await run({ name: 'replay', queue: QUEUE, ids })).toEqual(['0 replayed']);
      await eventually(async () => {
        const [header, line] = await run({ name: 'queues' });
        expect(header).toMatch(/^queue +ready +in flight +dead letters$/);
        expect(line).toMatch(new RegExp(`^${QUEUE} +1 +\\S+ +2$`));
      });
      expect(await run({ name: 'discard', queue: QUEUE, ids: 'all' })).toEqual(['2 discarded']);
      expect(await run({ name: 'list', queue: QUEUE, limit: 10 })).toEqual([]);
    });

    it('does not take a misspelt queue for an empty one', async () => {
      await expect(run({ name: 'list', queue: 'ops-test.typo', limit: 1 })).rejects.toThrow(
        `there is no queue ops-test.typo; there are ${QUEUE}`,
      );
    });

    it('migrates a database that is up to date', async () => {
      expect(await run({ name: 'migrate' })).toEqual(['The schema is up to date.']);
    });
  });
}
