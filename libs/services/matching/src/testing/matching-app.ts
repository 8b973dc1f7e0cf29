import type { INestApplication } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { DatabaseModule } from '@skyledger/database';
import { MessagingModule, TransportStrategy } from '@skyledger/messaging';
import { MatchingModule } from '../matching.module';

/** The module as a process of its own: with messages through the database, its own relay too. */
export async function startMatchingApp(databaseUrl: string): Promise<INestApplication> {
  const testing = await Test.createTestingModule({
    imports: [
      DatabaseModule.forRoot({ url: databaseUrl, poolSize: 8, applicationName: 'matching test' }),
      MessagingModule.forRoot({
        transport: 'postgres',
        serviceName: 'matching-test',
        retryBaseMs: 40,
        relay: true,
      }),
      MatchingModule,
    ],
  }).compile();
  const app = testing.createNestApplication(new FastifyAdapter());
  app.useLogger(false);
  app.connectMicroservice({ strategy: app.get(TransportStrategy) });
  await app.init();
  await app.startAllMicroservices();
  return app;
}
