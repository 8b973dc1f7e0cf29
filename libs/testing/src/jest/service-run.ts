import { startPrivatePostgres } from '../services/private-postgres';
import { startPrivateRabbit } from '../services/private-rabbit';
import { startPrivateRedis } from '../services/private-redis';
import { ensureBinary } from '../services/service-binaries';
import type { ServiceName } from '../services/service-binaries';
import { sharedServiceVariables } from '../services/shared-services';

/** The services of one test run. */
export interface ServiceRun {
  stop(): Promise<void>;
}

interface Disposable {
  dispose(): Promise<void>;
}

type Variables = Partial<Record<keyof typeof sharedServiceVariables, string>>;

function publish(variables: Variables): void {
  for (const [key, value] of Object.entries(variables)) {
    process.env[sharedServiceVariables[key as keyof Variables]] = value;
  }
}

/** Whether the service can be had; says so where not, and refuses to go on with CI=true. */
function isAvailable(name: ServiceName): boolean {
  const source = ensureBinary(name);
  if (source.kind !== 'unavailable') return true;
  const message = `no ${name} for the tests: ${source.reason}`;
  if (process.env['CI'] === 'true') throw new Error(message);
  process.stderr.write(`${message}; the suites that need it are skipped\n`);
  return false;
}

async function startPostgres(migrate: (url: string) => Promise<void>): Promise<Disposable> {
  const postgres = await startPrivatePostgres({ migrate });
  publish({ postgres: postgres.url(), postgresTemplate: postgres.template });
  return postgres;
}

async function startRabbit(): Promise<Disposable> {
  const rabbit = await startPrivateRabbit();
  publish({ amqp: rabbit.url, amqpAdmin: rabbit.adminUrl });
  return rabbit;
}

async function startRedis(): Promise<Disposable> {
  const redis = await startPrivateRedis();
  publish({ redis: redis.url });
  return redis;
}

/**
 * Starts the services which a run's test processes share and publishes them in the environment.
 *
 * @param migrate brings the template database up to date
 * @throws Error when a service does not start, or cannot be had with CI=true; then none is left
 */
export async function startServiceRun(
  migrate: (url: string) => Promise<void>,
): Promise<ServiceRun> {
  const [withRabbit, withRedis] = [isAvailable('rabbitmq'), isAvailable('redis')];
  const outcomes = await Promise.allSettled([
    startPostgres(migrate),
    ...(withRabbit ? [startRabbit()] : []),
    ...(withRedis ? [startRedis()] : []),
  ]);
  const stop = async (): Promise<void> => {
    for (const outcome of outcomes) {
      if (outcome.status === 'fulfilled') await outcome.value.dispose();
    }
  };
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) {
    await stop();
    throw failed.reason;
  }
  return { stop };
}
