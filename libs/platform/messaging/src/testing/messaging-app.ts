import { randomUUID } from 'node:crypto';
import {
  ConsoleLogger,
  type DynamicModule,
  type INestApplication,
  type Type,
} from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { defineEvent, defineRpc, type EventContract, type RpcContract } from '@skyledger/contracts';
import { Database, DatabaseModule } from '@skyledger/database';
import { z } from 'zod';
import {
  Inbox,
  MessageBus,
  MessagingModule,
  type MessagingOptions,
  Outbox,
  TransportStrategy,
} from '../index';

export const TENANT = '0198a000-0000-7000-8000-000000000001';

/** A process of the product, as far as messaging goes. */
export interface MessagingApp {
  readonly bus: MessageBus;
  readonly database: Database;
  readonly outbox: Outbox;
  readonly inbox: Inbox;
  readonly transport: TransportStrategy;
  close(): Promise<void>;
}

/** Where the app's services are, and how it differs from the quick defaults of tests. */
export interface MessagingAppOptions extends Partial<MessagingOptions> {
  readonly databaseUrl: string;
  readonly transport: MessagingOptions['transport'];
  readonly controllers?: Type[];
}

export async function startMessagingApp({
  databaseUrl,
  controllers = [],
  ...messaging
}: MessagingAppOptions): Promise<MessagingApp> {
  class AppModule {}
  const module: DynamicModule = {
    module: AppModule,
    imports: [
      DatabaseModule.forRoot({ url: databaseUrl, poolSize: 8, applicationName: 'messaging test' }),
      MessagingModule.forRoot({
        serviceName: 'messaging-test',
        maxAttempts: 3,
        retryBaseMs: 40,
        leaseMs: 1500,
        drainMs: 10_000,
        relay: false,
        ...messaging,
      }),
    ],
    controllers,
  };
  const testing = await Test.createTestingModule({ imports: [module] }).compile();
  const app: INestApplication = testing.createNestApplication(new FastifyAdapter());
  app.useLogger(process.env['MESSAGING_TEST_LOG'] === undefined ? false : new ConsoleLogger());
  app.connectMicroservice({ strategy: app.get(TransportStrategy) });
  await app.init();
  await app.startAllMicroservices();
  return {
    bus: app.get(MessageBus),
    database: app.get(Database),
    outbox: app.get(Outbox),
    inbox: app.get(Inbox),
    transport: app.get(TransportStrategy),
    close: () => app.close(),
  };
}

const payloadSchema = z.object({ number: z.number(), note: z.string().optional() });
export type TestPayload = z.infer<typeof payloadSchema>;

/** An event of its own for one test. */
export function aTestEvent(
  definition: { optional?: boolean; routeBy?: (payload: TestPayload) => string } = {},
): EventContract<TestPayload> {
  return defineEvent({
    name: `test.e${randomUUID().slice(0, 8)}.happened`,
    version: 1,
    schema: payloadSchema,
    example: { number: 1 },
    ...definition,
  });
}

/** A request of its own for one test. */
export function aTestRequest(deadlineMs = 10_000): RpcContract<TestPayload, { doubled: number }> {
  return defineRpc({
    name: `test.r${randomUUID().slice(0, 8)}.double`,
    request: payloadSchema,
    response: z.object({ doubled: z.number() }),
    deadlineMs,
  });
}
