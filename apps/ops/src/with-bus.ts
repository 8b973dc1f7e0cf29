import { setTimeout as sleep } from 'node:timers/promises';
import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { SkyledgerConfig } from '@skyledger/config';
import { DatabaseModule } from '@skyledger/database';
import { MessageBus, MessagingModule } from '@skyledger/messaging';

@Module({})
class OpsModule {}

const CONNECT_MS = 15_000;
const RETRY_MS = 100;

/** Runs `work` with the bus of this configuration, and closes everything afterwards. */
export async function withBus<T>(
  config: SkyledgerConfig,
  work: (bus: MessageBus) => Promise<T>,
): Promise<T> {
  const root: DynamicModule = {
    module: OpsModule,
    imports: [
      DatabaseModule.forRoot({
        url: config.databaseUrl!,
        poolSize: 2,
        applicationName: 'skyledger ops',
      }),
      MessagingModule.forRoot({
        transport: config.transport,
        ...(config.amqpUrl !== undefined && { amqpUrl: config.amqpUrl }),
        serviceName: 'skyledger ops',
        maxAttempts: config.maxAttempts,
        retryBaseMs: config.retryBaseMs,
        relay: false,
      }),
    ],
  };
  const app = await NestFactory.createApplicationContext(root, {
    // What goes wrong is thrown, and told once.
    logger: false,
    abortOnError: false,
  });
  try {
    const bus = app.get(MessageBus);
    await connected(bus);
    return await work(bus);
  } finally {
    await app.close();
  }
}

/** The bus opens its connection in the background; a command needs it now. */
async function connected(bus: MessageBus): Promise<void> {
  const deadline = Date.now() + CONNECT_MS;
  for (;;) {
    try {
      return await bus.healthy();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(RETRY_MS);
    }
  }
}
