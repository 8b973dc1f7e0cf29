import { PROVIDER_IDS } from '@skyledger/resource-model';
import type { z } from 'zod';
import {
  httpUrl,
  keyHex,
  listOf,
  multiple,
  oneOf,
  roleArns,
  share,
  text,
  trustedUrl,
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
  apiRequestsPerSecond: define({
    env: 'SKYLEDGER_API_REQUESTS_PER_SECOND',
    schema: wholeNumber(1, 100_000),
    default: '50',
    description: 'API requests a principal may make each second, sustained.',
    services: ['gateway'],
  }),
  apiRequestBurst: define({
    env: 'SKYLEDGER_API_REQUEST_BURST',
    schema: wholeNumber(1, 1_000_000),
    default: '200',
    description: 'API requests a principal may make at once after a pause.',
    services: ['gateway'],
  }),
  apiValidationsPerMinute: define({
    env: 'SKYLEDGER_API_VALIDATIONS_PER_MINUTE',
    schema: wholeNumber(1, 100_000),
    default: '60',
    description: 'Requests a principal may make each minute that ask a provider while they wait.',
    services: ['gateway'],
  }),
  apiAttemptsPerMinute: define({
    env: 'SKYLEDGER_API_ATTEMPTS_PER_MINUTE',
    schema: wholeNumber(1, 100_000),
    default: '60',
    description:
      'Requests without a token that is known to be good that a client address may make each minute.',
    services: ['gateway'],
  }),
  trustedProxies: define({
    env: 'SKYLEDGER_TRUSTED_PROXIES',
    schema: listOf(text(1, 'an address or network'), 'addresses or networks separated by commas'),
    default: null,
    otherwise: 'the client is whoever connects',
    description:
      'Proxies in front of the API, whose `X-Forwarded-For` tells the address of the client, for example `10.0.0.0/8`.',
    services: ['gateway'],
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
  oidcIssuer: define({
    env: 'SKYLEDGER_OIDC_ISSUER',
    schema: trustedUrl(),
    default: null,
    otherwise: 'only API tokens open the API',
    description:
      'Identity provider whose JWTs open the API, exactly as their claim `iss` names it.',
    services: ['gateway'],
  }),
  oidcAudience: define({
    env: 'SKYLEDGER_OIDC_AUDIENCE',
    schema: listOf(text(1, 'an audience'), 'audiences separated by commas'),
    default: null,
    otherwise: 'required with SKYLEDGER_OIDC_ISSUER',
    description: 'Who JWTs have to be for: one of these has to be in their claim `aud`.',
    services: ['gateway'],
  }),
  oidcJwksUri: define({
    env: 'SKYLEDGER_OIDC_JWKS_URI',
    schema: trustedUrl(),
    default: null,
    otherwise: 'as `<issuer>/.well-known/openid-configuration` tells',
    description: "Where the identity provider's keys are.",
    services: ['gateway'],
  }),
  oidcTenantClaim: define({
    env: 'SKYLEDGER_OIDC_TENANT_CLAIM',
    schema: text(1, 'the name of a claim'),
    default: null,
    otherwise: 'everybody belongs to the default tenant',
    description: "Claim of JWTs that holds the id of the person's tenant.",
    services: ['gateway'],
  }),
  oidcGroupsClaim: define({
    env: 'SKYLEDGER_OIDC_GROUPS_CLAIM',
    schema: text(1, 'the name of a claim'),
    default: 'groups',
    description:
      "Claim of JWTs that lists the person's groups. Dots lead into objects: `realm_access.roles`.",
    services: ['gateway'],
  }),
  oidcNameClaim: define({
    env: 'SKYLEDGER_OIDC_NAME_CLAIM',
    schema: text(1, 'the name of a claim'),
    default: 'name',
    description: 'Claim of JWTs that people are shown by; without it, their subject.',
    services: ['gateway'],
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
  organizationSyncMinutes: define({
    env: 'SKYLEDGER_ORGANIZATION_SYNC_MINUTES',
    schema: wholeNumber(5, 525_600),
    default: '60',
    description: 'Minutes after which the members of a connected organisation are listed again.',
    services: ['scheduler'],
  }),
  onboardingDays: define({
    env: 'SKYLEDGER_ONBOARDING_DAYS',
    schema: wholeNumber(1, 90),
    default: '7',
    description:
      'Days after which an onboarding session ends and is deleted with the credentials it holds.',
    services: ['accounts'],
  }),
  credentialWarningDays: define({
    env: 'SKYLEDGER_CREDENTIAL_WARNING_DAYS',
    schema: wholeNumber(1, 3650),
    default: '60',
    description: 'Age in days from which stored credentials are worth a warning.',
    services: ['gateway', 'scheduler'],
  }),
  credentialCriticalDays: define({
    env: 'SKYLEDGER_CREDENTIAL_CRITICAL_DAYS',
    schema: wholeNumber(1, 3650),
    default: '90',
    description: 'Age in days from which stored credentials are critical.',
    services: ['gateway', 'scheduler'],
  }),
  credentialExpiryWarningDays: define({
    env: 'SKYLEDGER_CREDENTIAL_EXPIRY_WARNING_DAYS',
    schema: wholeNumber(1, 3650),
    default: '30',
    description: 'Days before their known end from which stored credentials are worth a warning.',
    services: ['gateway', 'accounts', 'scheduler'],
  }),
  credentialExpiryCriticalDays: define({
    env: 'SKYLEDGER_CREDENTIAL_EXPIRY_CRITICAL_DAYS',
    schema: wholeNumber(1, 3650),
    default: '7',
    description: 'Days before their known end from which stored credentials are critical.',
    services: ['gateway', 'scheduler'],
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
      'A pass that would retire more than this share of what it knew is held as suspect (together with the minimum); so is the listing of an organisation that misses so many members.',
    services: ['accounts', 'discovery-worker'],
  }),
  retireGuardMinimum: define({
    env: 'SKYLEDGER_RETIRE_GUARD_MINIMUM',
    schema: wholeNumber(0, 1_000_000_000),
    default: '20',
    description:
      'A pass that would retire no more resources than this, and a listing that misses no more members, is never suspect.',
    services: ['accounts', 'discovery-worker'],
  }),
  rateShare: define({
    env: 'SKYLEDGER_RATE_SHARE',
    schema: multiple(),
    default: '0.5',
    description:
      "Share of a provider's usual request quota that discovery may use; above 1 where more was granted.",
    services: ['discovery-worker'],
  }),
  awsXmlReader: define({
    env: 'SKYLEDGER_AWS_XML_READER',
    schema: oneOf(['streaming', 'sdk']),
    default: 'streaming',
    description:
      "Who reads the XML answers of EC2, RDS and the other query protocols of AWS: `streaming`, Skyledger's own reader, or `sdk`, the reader of AWS's SDK, which takes several times the processor time and gives the same.",
    services: ['discovery-worker'],
  }),
  awsDiscoveryRoles: define({
    env: 'SKYLEDGER_AWS_DISCOVERY_ROLE_ARN',
    schema: roleArns(),
    default: null,
    otherwise: "the account's role is assumed directly, by the identity of this process",
    description:
      "Our own role in AWS, which the roles of accounts trust: the identity of this process assumes it, and from it the account's role.",
    services: ['accounts', 'discovery-worker'],
  }),
  awsExternalIds: define({
    env: 'SKYLEDGER_AWS_EXTERNAL_IDS',
    schema: oneOf(['minted', 'any']),
    default: 'minted',
    description:
      'External ids that new AWS roles may ask for: only those minted here for the tenant, or any, also none. With `any`, another tenant who learns of a role and its external id can add it, too.',
    services: ['accounts'],
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
