import { ConfigError } from './config-error';
import { loadConfig } from './load-config';

const KEY = 'ab'.repeat(32);

function problemsOf(env: Record<string, string>): ConfigError {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error;
    throw error;
  }
  throw new Error('the settings were accepted');
}

describe('loadConfig', () => {
  it('starts without any variable, embedded and on the loopback address', () => {
    expect(loadConfig({})).toMatchObject({
      form: 'embedded',
      port: 3000,
      host: '127.0.0.1',
      dataDir: '.skyledger',
      transport: 'postgres',
      encryptionKey: undefined,
      encryptionKeysOld: [],
      endpoints: {},
      retireGuardShare: 0.5,
      workerProviders: expect.arrayContaining(['aws', 'hetzner', 'ionos']),
    });
  });

  it('reads every kind of value', () => {
    const config = loadConfig({
      PORT: '0',
      DATABASE_URL: 'postgres://service:pw@db/skyledger',
      AMQP_URL: 'amqp://broker',
      REDIS_URL: 'redis://cache',
      CLOUD_ENCRYPTION_KEY: KEY,
      CLOUD_ENCRYPTION_KEYS_OLD: `${'cd'.repeat(32)}, ${'ef'.repeat(32)},`,
      SKYLEDGER_WORKER_PROVIDERS: 'aws, hetzner',
      SKYLEDGER_RATE_SHARE: '.25',
      SKYLEDGER_HETZNER_ENDPOINT: 'http://127.0.0.1:4000/hetzner',
      LOG_LEVEL: 'debug',
    });
    expect(config).toMatchObject({
      form: 'distributed',
      port: 0,
      host: '0.0.0.0',
      transport: 'rabbitmq',
      databaseMigrationUrl: 'postgres://service:pw@db/skyledger',
      encryptionKey: KEY,
      encryptionKeysOld: ['cd'.repeat(32), 'ef'.repeat(32)],
      workerProviders: ['aws', 'hetzner'],
      rateShare: 0.25,
      endpoints: { hetzner: 'http://127.0.0.1:4000/hetzner' },
      logLevel: 'debug',
    });
  });

  it('takes empty variables as unset', () => {
    expect(loadConfig({ PORT: '', AMQP_URL: ' ', SKYLEDGER_HOST: '' })).toEqual(loadConfig({}));
  });

  it('takes AWS_ENDPOINT_URL for aws unless the own setting is there', () => {
    const env = { AWS_ENDPOINT_URL: 'http://a' };
    expect(loadConfig(env).endpoints).toEqual({ aws: 'http://a' });
    expect(loadConfig({ ...env, SKYLEDGER_AWS_ENDPOINT: 'http://b' }).endpoints).toEqual({
      aws: 'http://b',
    });
  });

  it('lets Postgres carry messages although a broker is configured', () => {
    const config = loadConfig({ AMQP_URL: 'amqp://broker', SKYLEDGER_TRANSPORT: 'postgres' });
    expect(config.transport).toBe('postgres');
  });

  it('lists every bad variable with what was expected and what was given', () => {
    const { message } = problemsOf({
      PORT: 'http',
      LOG_LEVEL: 'loud',
      SKYLEDGER_RETIRE_GUARD_SHARE: '50',
      SKYLEDGER_WORKER_PROVIDERS: 'aws,heroku',
      SKYLEDGER_OVH_ENDPOINT: 'ovh.example',
    });
    expect(message.split('\n')).toEqual([
      '5 settings are wrong:',
      '  PORT: expected a whole number from 0 to 65535, got "http"',
      expect.stringMatching(/^ {2}SKYLEDGER_WORKER_PROVIDERS: expected .* got "aws,heroku"$/),
      '  SKYLEDGER_RETIRE_GUARD_SHARE: expected a number above 0 and up to 1, got "50"',
      '  LOG_LEVEL: expected one of fatal, error, warn, info, debug, trace, silent, got "loud"',
      '  SKYLEDGER_OVH_ENDPOINT: expected an http or https URL without a user and password, got "ovh.example"',
    ]);
  });

  it.each([
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '3e3'],
    ['SKYLEDGER_RATE_SHARE', '0'],
    ['SKYLEDGER_RATE_SHARE', 'NaN'],
    ['SKYLEDGER_RATE_SHARE', '101'],
    ['SKYLEDGER_WORKER_PROVIDERS', ','],
    ['DATABASE_URL', 'mysql://db'],
    ['CLOUD_ENCRYPTION_KEY', 'ab'.repeat(31)],
    ['CLOUD_ENCRYPTION_KEYS_OLD', `${KEY},short`],
    ['SKYLEDGER_ADMIN_TOKEN', 'short'],
    ['SKYLEDGER_TRANSPORT', 'kafka'],
  ])('refuses %s=%s', (name, value) => {
    expect(problemsOf({ [name]: value }).problems.map((problem) => problem.name)).toEqual([name]);
  });

  it('never shows a secret or credentials in a URL', () => {
    const { message } = problemsOf({
      SKYLEDGER_ADMIN_TOKEN: 'canary-admin',
      CLOUD_ENCRYPTION_KEY: 'canary-key',
      CLOUD_ENCRYPTION_KEYS_OLD: 'canary-old',
      DATABASE_URL: 'mysql://user:canary-db@host',
      AMQP_URL: 'http://user:canary-mq@host',
      REDIS_URL: 'canary-redis',
      SKYLEDGER_GCP_ENDPOINT: 'http://user:canary-url@host',
    });
    expect(message).toMatch(/^7 settings/);
    expect(message).not.toContain('canary');
    expect(message).toContain('CLOUD_ENCRYPTION_KEY: expected 64 hexadecimal characters');
    expect(message).toContain('got 10 characters (not shown: it is a secret)');
  });

  it('says what is missing and why', () => {
    const attempt = (): unknown => loadConfig({ SKYLEDGER_TRANSPORT: 'rabbitmq' }, 'distributed');
    expect(attempt).toThrow(/DATABASE_URL: expected a postgres:\/\/ URL, because services run/);
    expect(attempt).toThrow(/AMQP_URL: expected .*, because SKYLEDGER_TRANSPORT is rabbitmq/);
  });

  it('reads the settings of an identity provider', () => {
    const issuer = 'https://login.example/realms/acme/';
    const env = { SKYLEDGER_OIDC_ISSUER: issuer, SKYLEDGER_OIDC_AUDIENCE: 'a, b' };
    expect(loadConfig(env)).toMatchObject({
      oidcIssuer: issuer,
      oidcAudience: ['a', 'b'],
      oidcGroupsClaim: 'groups',
      oidcNameClaim: 'name',
    });
    const local = { ...env, SKYLEDGER_OIDC_JWKS_URI: 'http://127.0.0.1:8080/keys' };
    expect(loadConfig(local).oidcJwksUri).toBe('http://127.0.0.1:8080/keys');
  });

  it.each([
    [{ SKYLEDGER_OIDC_ISSUER: 'https://login.example' }, 'SKYLEDGER_OIDC_AUDIENCE'],
    [{ SKYLEDGER_OIDC_AUDIENCE: 'a' }, 'SKYLEDGER_OIDC_ISSUER'],
    [{ SKYLEDGER_OIDC_TENANT_CLAIM: 'tid' }, 'SKYLEDGER_OIDC_ISSUER'],
    ...['http://login.example', 'https://u:p@login.example', 'https://login.example?a=b', 'x'].map(
      (issuer): [Record<string, string>, string] => [
        { SKYLEDGER_OIDC_ISSUER: issuer, SKYLEDGER_OIDC_AUDIENCE: 'a' },
        'SKYLEDGER_OIDC_ISSUER',
      ],
    ),
  ])('refuses half of an identity provider, or one to be overheard: %j', (env, name) => {
    const given: Record<string, string> = env;
    expect(problemsOf(given).problems.map((problem) => problem.name)).toEqual([name]);
  });
});
