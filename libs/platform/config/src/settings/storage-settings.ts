import { define, type Setting } from '../setting';
import { keyHex, listOf, oneOf, url, wholeNumber } from '../setting-schemas';

/** Keys, the database, and what carries messages. */
export const storageSettings = {
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
    services: ['gateway', 'accounts', 'discovery-worker'],
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
} satisfies Record<string, Setting>;
