import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ConfigModule } from '@skyledger/config';
import { Database, DatabaseModule } from '@skyledger/database';
import { HealthModule, HealthRegistry } from '@skyledger/health';
import { Limits, LimitsModule } from '@skyledger/limits';
import { MessageBus, MessagingModule, TransportStrategy } from '@skyledger/messaging';
import type { ProcessContext, Running } from '@skyledger/process';
import { NestLogger } from '@skyledger/telemetry';
import { createVault, VaultModule, VaultProvider } from '@skyledger/vault';

export interface HostOptions {
  readonly imports: readonly (DynamicModule | Type)[];
  /** Whether the process publishes what waits in the outbox. */
  readonly relay: boolean;
  /** Whether the process cannot work without the vault's key. */
  readonly needsVault?: boolean;
  /** Address to listen on; the health port unless told. */
  readonly listen?: { readonly host: string; readonly port: number };
  readonly adapter?: FastifyAdapter;
  /** Called before the application starts. */
  readonly setUp?: (app: NestFastifyApplication) => void | Promise<void>;
}

/** A service that runs in this process. */
export interface HostedService extends Running {
  readonly app: NestFastifyApplication;
  /** Port of its HTTP server. */
  readonly port: number;
}

/** What stopping needs besides the handlers' time: abort, last publishing, closing. */
const SHUTDOWN_RESERVE_SECONDS = 8;

@Module({})
class ServiceModule {}

/**
 * Runs a service's modules on the platform: configuration, database, messages, limits, vault, health.
 * Resolves when it takes messages and requests.
 */
export async function hostService(
  context: ProcessContext,
  options: HostOptions,
): Promise<HostedService> {
  const { config, service, telemetry, logger } = context;
  const vault = createVault(config);
  if (options.needsVault === true && vault === null) {
    throw new Error(`${service} needs CLOUD_ENCRYPTION_KEY: 64 hexadecimal characters`);
  }
  const root: DynamicModule = {
    module: ServiceModule,
    imports: [
      ConfigModule.forRoot(config),
      DatabaseModule.forRoot({
        url: config.databaseUrl!,
        poolSize: config.databasePoolSize,
        applicationName: `skyledger ${service}`,
      }),
      MessagingModule.forRoot({
        transport: config.transport,
        ...(config.amqpUrl !== undefined && { amqpUrl: config.amqpUrl }),
        serviceName: service,
        maxAttempts: config.maxAttempts,
        retryBaseMs: config.retryBaseMs,
        leaseMs: config.leaseSeconds * 1000,
        drainMs: Math.max(1, config.shutdownSeconds - SHUTDOWN_RESERVE_SECONDS) * 1000,
        relay: options.relay,
      }),
      LimitsModule.forRoot({ redisUrl: config.redisUrl ?? null }),
      VaultModule.forRoot(vault),
      HealthModule.forRoot({ metricsText: () => telemetry.metricsText() }),
      ...options.imports,
    ],
  };
  const app = await NestFactory.create<NestFastifyApplication>(
    root,
    options.adapter ?? new FastifyAdapter(),
    { logger: new NestLogger(logger), abortOnError: false },
  );
  try {
    registerHealth(app, options);
    app.connectMicroservice({ strategy: app.get(TransportStrategy) });
    await options.setUp?.(app);
    await app.init();
    await app.startAllMicroservices();
    const { host, port } = options.listen ?? { host: config.host, port: config.healthPort };
    await app.listen(port, host);
  } catch (error) {
    await app.close().catch(() => undefined);
    throw error;
  }
  const address = app.getHttpServer().address() as { port: number };
  logger.info(`${service} listens on port ${address.port}`);
  return { app, port: address.port, close: () => app.close() };
}

function registerHealth(app: NestFastifyApplication, { needsVault = false }: HostOptions): void {
  const health = app.get(HealthRegistry);
  const database = app.get(Database);
  health.register('database', async () => {
    await database.withoutTenant((tx) => tx.query('SELECT 1'));
  });
  health.register('broker', () => app.get(MessageBus).healthy());
  health.register('redis', () => app.get(Limits).healthy());
  // Without a key the others work on, and the API answers 503 where a secret would be stored.
  if (needsVault) health.register('vault', () => void app.get(VaultProvider).get());
}
