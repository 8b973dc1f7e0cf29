import { randomBytes } from 'node:crypto';
import { type Emulator, type EstateSpec, startEmulator } from '@skyledger/cloud-emulator';
import { migrate } from '@skyledger/database';
import {
  createTestDatabase,
  createTestVhost,
  type PrivatePostgres,
  type PrivateRabbit,
  startPrivatePostgres,
  startPrivateRabbit,
  testRedisUrl,
} from '@skyledger/testing';
import { ApiClient } from './api-client';
import { postgresQueues, RabbitAdmin, rabbitQueues } from './broker-view';
import { OwnerDatabase } from './owner-database';
import { Platform } from './platform';
import { type Environment, type ServiceName, SERVICES } from './service-process';

export type Transport = 'rabbitmq' | 'postgres';
export const TRANSPORTS: readonly Transport[] = ['rabbitmq', 'postgres'];

export interface PlatformOptions {
  transport: Transport;
  estate: EstateSpec;
  /** How many processes of each service; default one of every service. */
  services?: Partial<Record<ServiceName, number>>;
  /** For every process, over the defaults; an empty value unsets. */
  env?: Environment;
  /** A Postgres of its own, for tests that stop it. */
  privatePostgres?: boolean;
  /** A RabbitMQ of its own, for tests that stop it. */
  privateRabbit?: boolean;
}

/** A platform, with those of its parts that a test may stop. */
export interface StartedPlatform {
  platform: Platform;
  postgres: PrivatePostgres | undefined;
  rabbit: PrivateRabbit | undefined;
  /** Ends everything. */
  stop(): Promise<void>;
}

const oneOfEach = Object.fromEntries(SERVICES.map((name) => [name, 1]));

/** What the services are told beside addresses: everything that is waited for is short. */
const QUICK: Environment = {
  SKYLEDGER_LEASE_SECONDS: '2',
  SKYLEDGER_SCHEDULER_TICK_SECONDS: '1',
  SKYLEDGER_RETRY_BASE_MS: '50',
  SKYLEDGER_RATE_SHARE: '1',
  LOG_LEVEL: 'warn',
};

type Cleanup = () => Promise<void>;

/**
 * Starts the services as processes of their own, from the last build, with a database, a virtual host
 * and an emulator of their own.
 */
export async function startPlatform(options: PlatformOptions): Promise<StartedPlatform> {
  const cleanups: Cleanup[] = [];
  const stop = async (): Promise<void> => {
    const failures: unknown[] = [];
    for (const cleanup of cleanups.splice(0).reverse()) {
      await cleanup().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  };
  try {
    return { ...(await assemble(options, cleanups)), stop };
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
}

async function assemble(
  options: PlatformOptions,
  cleanups: Cleanup[],
): Promise<Omit<StartedPlatform, 'stop'>> {
  const { transport, estate } = options;
  const [database, broker] = await Promise.all([
    openDatabase(options, cleanups),
    transport === 'rabbitmq' ? openBroker(options, cleanups) : undefined,
  ]);
  const [emulator, owner] = await Promise.all([
    startEmulator({ estate }),
    OwnerDatabase.connect(database.url),
  ]);
  const adminToken = `e2e-${randomBytes(16).toString('hex')}`;
  const env = {
    ...QUICK,
    DATABASE_URL: database.url,
    ...(broker === undefined ? { SKYLEDGER_TRANSPORT: 'postgres' } : { AMQP_URL: broker.url }),
    REDIS_URL: testRedisUrl(),
    CLOUD_ENCRYPTION_KEY: randomBytes(32).toString('hex'),
    SKYLEDGER_ADMIN_TOKEN: adminToken,
    ...endpointSettings(emulator.endpoints),
    ...options.env,
  };
  const admin = broker && new RabbitAdmin(broker.adminUrl, broker.url);
  const platform: Platform = new Platform({
    transport,
    emulator,
    owner,
    env,
    rabbit: admin,
    broker: admin && broker ? rabbitQueues(admin, broker.url) : postgresQueues(owner),
    api: new ApiClient(() => platform.one('gateway').origin, adminToken),
  });
  cleanups.push(() => platform.stop());
  const launched = await Promise.all(
    Object.entries(options.services ?? oneOfEach).flatMap(([name, count]) =>
      Array.from({ length: count }, () => platform.launch(name as ServiceName)),
    ),
  );
  await Promise.all(launched.map((service) => service.ready()));
  return { platform, postgres: database.server, rabbit: broker?.server };
}

async function openDatabase(
  options: PlatformOptions,
  cleanups: Cleanup[],
): Promise<{ url: string; server: PrivatePostgres | undefined }> {
  if (options.privatePostgres !== true) {
    const database = await createTestDatabase();
    cleanups.push(() => database.drop());
    return { url: database.url, server: undefined };
  }
  // Durable, since a kill of the server is what these tests are about. No template: what Postgres 18
  // copies of a template's unlogged tables does not survive a crash.
  const server = await startPrivatePostgres({ durable: true });
  cleanups.push(() => server.dispose());
  const url = await server.createDatabase();
  await migrate(url);
  return { url, server };
}

async function openBroker(
  options: PlatformOptions,
  cleanups: Cleanup[],
): Promise<{ url: string; adminUrl: string; server: PrivateRabbit | undefined }> {
  if (options.privateRabbit === true) {
    const server = await startPrivateRabbit();
    cleanups.push(() => server.dispose());
    return { url: server.url, adminUrl: server.adminUrl, server };
  }
  const vhost = await createTestVhost();
  cleanups.push(() => vhost.drop());
  const adminUrl = process.env['SKYLEDGER_TEST_AMQP_ADMIN_URL'];
  if (adminUrl === undefined) throw new Error('the shared RabbitMQ has no management address');
  return { url: vhost.url, adminUrl, server: undefined };
}

function endpointSettings(endpoints: Emulator['endpoints']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(endpoints).map(([provider, endpoint]) => [
      `SKYLEDGER_${provider.toUpperCase()}_ENDPOINT`,
      endpoint,
    ]),
  );
}
