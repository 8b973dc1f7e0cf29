import { randomBytes } from 'node:crypto';
import { createDatabase, dropDatabase } from './postgres-databases';
import { addVhost, removeVhost, vhostUrl } from './rabbit-admin';
import { findBinary } from './service-binaries';
import type { ServiceName } from './service-binaries';
import { ServiceUnavailable } from './service-unavailable';

/** How the services of a test run are told to its test processes. Set by the global setup. */
export const sharedServiceVariables = {
  postgres: 'SKYLEDGER_TEST_POSTGRES_URL',
  postgresTemplate: 'SKYLEDGER_TEST_POSTGRES_TEMPLATE',
  amqp: 'SKYLEDGER_TEST_AMQP_URL',
  amqpAdmin: 'SKYLEDGER_TEST_AMQP_ADMIN_URL',
  redis: 'SKYLEDGER_TEST_REDIS_URL',
} as const;

/** Something a test file has to itself on a shared service. */
export interface TestResource {
  readonly url: string;
  /** Removes it, ending what is still connected. */
  drop(): Promise<void>;
}

function read(service: string, key: keyof typeof sharedServiceVariables): string {
  const value = process.env[sharedServiceVariables[key]];
  if (value === undefined) {
    throw new ServiceUnavailable(service, `${sharedServiceVariables[key]} is not set`);
  }
  return value;
}

/** A migrated database of its own for one test file. @throws ServiceUnavailable */
export async function createTestDatabase(): Promise<TestResource> {
  const server = read('postgres', 'postgres');
  const url = await createDatabase(server, { template: read('postgres', 'postgresTemplate') });
  return { url, drop: () => dropDatabase(server, url) };
}

/** A virtual host of its own for one test file. @throws ServiceUnavailable */
export async function createTestVhost(): Promise<TestResource> {
  const [url, admin] = [read('rabbitmq', 'amqp'), read('rabbitmq', 'amqpAdmin')];
  const name = `test-${randomBytes(8).toString('hex')}`;
  await addVhost(admin, name);
  return { url: vhostUrl(url, name), drop: () => removeVhost(admin, name) };
}

/**
 * URL of a Redis database that no test process running side by side uses. Files that run one after
 * the other in a process share it. @throws ServiceUnavailable
 */
export function testRedisUrl(): string {
  return `${read('redis', 'redis')}/${process.env['JEST_WORKER_ID'] ?? '1'}`;
}

/**
 * `describe` for suites that need these services. Where one cannot be had the suite is skipped,
 * with the reason in its name; with CI=true it fails instead.
 */
export function describeWith(
  services: readonly ServiceName[],
  name: string,
  suite: () => void,
): void {
  const reasons = services.flatMap((service) => {
    const source = findBinary(service);
    return source.kind === 'unavailable' ? [`no ${service}: ${source.reason}`] : [];
  });
  if (reasons.length === 0) {
    describe(name, suite);
  } else if (process.env['CI'] === 'true') {
    describe(name, () => {
      it('has the services it needs', () => {
        throw new Error(reasons.join('; '));
      });
    });
  } else {
    describe.skip(`${name} (${reasons.join('; ')})`, suite);
  }
}
