import { PROVIDER_IDS } from '@skyledger/resource-model';
import type { z } from 'zod';
import {
  httpUrl,
  keyHex,
  listOf,
  multiple,
  oneOf,
  share,
  text,
  url,
  wholeNumber,
} from './setting-schemas';

/** How the services run: all in one process, or one process per service. */
export type Form = 'embedded' | 'distributed';

/** A service that reads a setting; `all` stands for every one of them. */
export type ServiceName =
  | 'all'
  | 'gateway'
  | 'accounts'
  | 'scheduler'
  | 'discovery-worker'
  | 'check-evaluator'
  | 'agent-matcher';

/** One setting: where it is read, what it may be, and what it does. */
export interface Setting<
  S extends z.ZodType<unknown, string> = z.ZodType<unknown, string>,
  D extends string | Readonly<Record<Form, string>> | null =
    string | Readonly<Record<Form, string>> | null,
> {
  /** The environment variable. */
  readonly env: string;
  /** Reads the variable's text; its description completes "expected ...". */
  readonly schema: S;
  /** Text used when the variable is unset or empty, for both forms or for each; `null` for none. */
  readonly default: D;
  /** For a setting without a plain default: what happens when it is unset. */
  readonly otherwise?: string;
  readonly description: string;
  readonly forms: 'both' | Form;
  readonly services: readonly ServiceName[];
  /** The value is never shown in an error, a table or a log line. */
  readonly secret: boolean;
}

const define = <
  S extends z.ZodType<unknown, string>,
  const D extends string | Readonly<Record<Form, string>> | null,
>(
  setting: Omit<Setting<S, D>, 'secret' | 'forms' | 'services'> &
    Partial<Pick<Setting, 'secret' | 'forms' | 'services'>>,
): Setting<S, D> => ({ secret: false, forms: 'both', services: ['all'], ...setting });

/** Every setting of the product, in the order of the documentation. */
export const settings = {
  port: define({
    env: 'PORT',
    schema: wholeNumber(0, 65535),
    default: '3000',
    description: 'Port of the REST API; 0 takes a free one.',
    services: ['gateway'],
  }),
  host: define({
    env: 'SKYLEDGER_HOST',
    schema: text(1, 'an address or host name to listen on'),
    default: { embedded: '127.0.0.1', distributed: '0.0.0.0' },
    description: 'Address the HTTP servers listen on.',
  }),
  healthPort: define({
    env: 'HEALTH_PORT',
    schema: wholeNumber(0, 65535),
    default: '9464',
    description:
      'Port of /health/live, /health/ready and /metrics in services without a REST API; 0 takes a free one.',
    forms: 'distributed',
    services: ['accounts', 'scheduler', 'discovery-worker', 'check-evaluator', 'agent-matcher'],
  }),
  dataDir: define({
    env: 'SKYLEDGER_DATA_DIR',
    schema: text(1, 'a folder'),
    default: '.skyledger',
    description: 'Folder of the embedded database and of the generated encryption key.',
    forms: 'embedded',
  }),
  adminToken: define({
    env: 'SKYLEDGER_ADMIN_TOKEN',
    schema: text(16, 'at least 16 characters'),
    default: null,
    otherwise:
      'embedded: generated at the first start; distributed: only stored tokens open the API',
    description: "Bearer token of the default tenant's administrator.",
    services: ['gateway'],
    secret: true,
  }),
  encryptionKey: define({
    env: 'CLOUD_ENCRYPTION_KEY',
    schema: keyHex(),
    default: null,
    otherwise:
      'embedded: generated once in the data folder; distributed: account routes answer 503 and workers do not start',
    description: 'Key that encrypts stored credentials.',
    services: ['gateway', 'accounts', 'discovery-worker'],
    secret: true,
  }),
  encryptionKeysOld: define({
    env: 'CLOUD_ENCRYPTION_KEYS_OLD',
    schema: listOf(keyHex(), 'keys of 64 hexadecimal characters, separated by commas'),
    default: null,
    otherwise: 'no old keys',
    description: 'Earlier keys that still open what they sealed, until it is re-encrypted.',
    services: ['gateway', 'accounts', 'discovery-worker'],
    secret: true,
  }),
  databaseUrl: define({
    env: 'DATABASE_URL',
    schema: url(['postgres:', 'postgresql:'], 'a postgres:// URL'),
    default: null,
    otherwise: 'embedded: the embedded database; distributed: required',
    description:
      'Database login of the services: a role that owns no table and cannot bypass row level security.',
    secret: true,
  }),
  databaseMigrationUrl: define({
    env: 'DATABASE_MIGRATION_URL',
    schema: url(['postgres:', 'postgresql:'], 'a postgres:// URL'),
    default: null,
    otherwise: 'the value of DATABASE_URL',
    description: 'Database login of the owner of the tables, used for migrations only.',
    secret: true,
  }),
  databasePoolSize: define({
    env: 'DATABASE_POOL_SIZE',
    schema: wholeNumber(1, 500),
    default: '10',
    description: 'Database connections a process keeps at most.',
  }),
  amqpUrl: define({
    env: 'AMQP_URL',
    schema: url(['amqp:', 'amqps:'], 'an amqp:// or amqps:// URL'),
    default: null,
    otherwise: 'messages travel through Postgres',
    description: 'RabbitMQ broker.',
    forms: 'distributed',
    secret: true,
  }),
  redisUrl: define({
    env: 'REDIS_URL',
    schema: url(['redis:', 'rediss:'], 'a redis:// or rediss:// URL'),
    default: null,
    otherwise: 'limits are kept in memory, per process',
    description: 'Redis that shares rate limits among workers.',
    forms: 'distributed',
    services: ['accounts', 'discovery-worker'],
    secret: true,
  }),
  transport: define({
    env: 'SKYLEDGER_TRANSPORT',
    schema: oneOf(['rabbitmq', 'postgres']),
    default: null,
    otherwise: '`rabbitmq` when AMQP_URL is set, else `postgres`',
    description: 'What carries messages between services.',
  }),
  maxAttempts: define({
    env: 'SKYLEDGER_MAX_ATTEMPTS',
    schema: wholeNumber(1, 100),
    default: '5',
    description: 'Times a message is tried before it goes to the dead letters.',
  }),
  retryBaseMs: define({
    env: 'SKYLEDGER_RETRY_BASE_MS',
    schema: wholeNumber(1, 600_000),
    default: '1000',
    description: 'Milliseconds before the first retry of a message; later ones wait longer.',
  }),
  shutdownSeconds: define({
    env: 'SKYLEDGER_SHUTDOWN_SECONDS',
    schema: wholeNumber(1, 3600),
    default: '25',
    description: 'Seconds a stopping process may take to finish or hand back its work.',
  }),
  schedulerTickSeconds: define({
    env: 'SKYLEDGER_SCHEDULER_TICK_SECONDS',
    schema: wholeNumber(1, 86_400),
    default: '60',
    description:
      'Seconds between two looks for due accounts and stuck runs. How often an account is discovered is its own schedule.',
    services: ['scheduler'],
  }),
  validationMaxAgeMinutes: define({
    env: 'SKYLEDGER_VALIDATION_MAX_AGE_MINUTES',
    schema: wholeNumber(5, 525_600),
    default: '1440',
    description:
      'Minutes after which the credentials of an account are tried again, whether or not it was discovered.',
    services: ['scheduler'],
  }),
  workerProviders: define({
    env: 'SKYLEDGER_WORKER_PROVIDERS',
    schema: listOf(
      oneOf(PROVIDER_IDS),
      `providers separated by commas, of ${PROVIDER_IDS.join(', ')}`,
    ),
    default: PROVIDER_IDS.join(','),
    description: 'Providers whose passes this worker collects.',
    services: ['discovery-worker'],
  }),
  workerConcurrency: define({
    env: 'SKYLEDGER_WORKER_CONCURRENCY',
    schema: wholeNumber(1, 256),
    default: '4',
    description: 'Passes a worker collects at once.',
    services: ['discovery-worker'],
  }),
  passBudgetSeconds: define({
    env: 'SKYLEDGER_PASS_BUDGET_SECONDS',
    schema: wholeNumber(1, 3600),
    default: '60',
    description: 'Seconds a pass may work before it stores its cursor and sends its continuation.',
    services: ['discovery-worker'],
  }),
  leaseSeconds: define({
    env: 'SKYLEDGER_LEASE_SECONDS',
    schema: wholeNumber(1, 3600),
    default: '30',
    description: 'Seconds after which a silent worker loses its pass to another one.',
    services: ['scheduler', 'discovery-worker'],
  }),
  retireGuardShare: define({
    env: 'SKYLEDGER_RETIRE_GUARD_SHARE',
    schema: share(),
    default: '0.5',
    description:
      'A pass that would retire more than this share of what it knew is held as suspect (together with the minimum).',
    services: ['discovery-worker'],
  }),
  retireGuardMinimum: define({
    env: 'SKYLEDGER_RETIRE_GUARD_MINIMUM',
    schema: wholeNumber(0, 1_000_000_000),
    default: '20',
    description: 'A pass that would retire no more resources than this is never suspect.',
    services: ['discovery-worker'],
  }),
  rateShare: define({
    env: 'SKYLEDGER_RATE_SHARE',
    schema: multiple(),
    default: '0.5',
    description:
      "Share of a provider's usual request quota that discovery may use; above 1 where more was granted.",
    services: ['discovery-worker'],
  }),
  awsEndpointUrl: define({
    env: 'AWS_ENDPOINT_URL',
    schema: httpUrl(),
    default: null,
    otherwise: "AWS's own addresses",
    description: 'The same as SKYLEDGER_AWS_ENDPOINT, which wins when both are set.',
    services: ['accounts', 'discovery-worker'],
  }),
  logLevel: define({
    env: 'LOG_LEVEL',
    schema: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
    default: 'info',
    description: 'Least severe log lines to write.',
  }),
  otlpEndpoint: define({
    env: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    schema: httpUrl(),
    default: null,
    otherwise: 'traces are not exported',
    description: 'OpenTelemetry collector that receives traces over OTLP/HTTP.',
  }),
} satisfies Record<string, Setting>;

/** The setting that sends one provider's collectors to another address. */
export const endpointSetting = (provider: string): Setting<z.ZodType<string, string>, null> =>
  define({
    env: `SKYLEDGER_${provider.toUpperCase()}_ENDPOINT`,
    schema: httpUrl(),
    default: null,
    otherwise: "the provider's own addresses",
    description: `Address the collectors call instead of the provider's own: an emulator or a sovereign cloud. <PROVIDER> is one of ${PROVIDER_IDS.map((id) => id.toUpperCase()).join(', ')}.`,
    services: ['accounts', 'discovery-worker'],
  });
