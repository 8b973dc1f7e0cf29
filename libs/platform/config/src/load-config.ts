import { PROVIDER_IDS, type ProviderId } from '@skyledger/resource-model';
import type { z } from 'zod';
import { ConfigError, type ConfigProblem } from './config-error';
import type { Form, Setting } from './setting';
import { endpointSetting, settings } from './settings';

type Settings = typeof settings;
type Value<T> =
  T extends Setting<infer S, infer D>
    ? D extends null
      ? z.output<S> | undefined
      : z.output<S>
    : never;

/** Every setting, validated and typed. Undefined where a setting without a default is unset. */
export type SkyledgerConfig = Readonly<
  Omit<
    { [K in keyof Settings]: Value<Settings[K]> },
    'transport' | 'encryptionKeysOld' | 'awsEndpointUrl'
  > & {
    form: Form;
    transport: 'rabbitmq' | 'postgres';
    encryptionKeysOld: readonly string[];
    /** Addresses that replace a provider's own. */
    endpoints: Readonly<Partial<Record<ProviderId, string>>>;
    /** Addresses of the emulator while the demo runs; set by the embedded form, never by a variable. */
    demoEndpoints: Readonly<Partial<Record<ProviderId, string>>>;
  }
>;

/** The environment: names to text, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

const SHOWN_CHARACTERS = 80;

/**
 * Reads and validates all settings. Unset and empty variables take their defaults.
 *
 * @param form how the services run; without it, a DATABASE_URL means distributed.
 * @throws ConfigError naming every bad variable, what was expected and what was given.
 */
export function loadConfig(
  env: Environment = process.env,
  form: Form = env['DATABASE_URL'] ? 'distributed' : 'embedded',
): SkyledgerConfig {
  const problems: ConfigProblem[] = [];
  const read = (setting: Setting): unknown => {
    const fallback =
      typeof setting.default === 'object' ? setting.default?.[form] : setting.default;
    const given = env[setting.env]?.trim() || fallback;
    if (given === undefined) return undefined;
    const result = setting.schema.safeParse(given);
    if (result.success) return result.data;
    problems.push({
      name: setting.env,
      expected: setting.schema.description ?? 'another value',
      given: describeGiven(setting, given),
    });
    return undefined;
  };

  // The mapped type of the table is what reading each entry by its own schema yields.
  const values = Object.fromEntries(
    Object.entries(settings).map(([key, setting]) => [key, read(setting)]),
  ) as { [K in keyof Settings]: Value<Settings[K]> };
  const { awsEndpointUrl, encryptionKeysOld, ...plain } = values;
  const endpoints = Object.fromEntries(
    PROVIDER_IDS.flatMap((provider) => {
      const endpoint = read(endpointSetting(provider)) ?? (provider === 'aws' && awsEndpointUrl);
      return endpoint ? [[provider, endpoint]] : [];
    }),
  ) as SkyledgerConfig['endpoints'];
  const transport = values.transport ?? (values.amqpUrl === undefined ? 'postgres' : 'rabbitmq');

  const mustBeSet = (setting: Setting, reason: string): void => {
    if (env[setting.env]?.trim()) return;
    const expected = `${setting.schema.description}, because ${reason}`;
    problems.push({ name: setting.env, expected, given: 'nothing' });
  };
  if (form === 'distributed') mustBeSet(settings.databaseUrl, 'services run on their own');
  if (transport === 'rabbitmq') mustBeSet(settings.amqpUrl, 'SKYLEDGER_TRANSPORT is rabbitmq');
  const oidc = [settings.oidcAudience, settings.oidcJwksUri, settings.oidcTenantClaim];
  if (values.oidcIssuer !== undefined) {
    mustBeSet(settings.oidcAudience, 'SKYLEDGER_OIDC_ISSUER is set');
  } else if (oidc.some((setting) => env[setting.env]?.trim())) {
    mustBeSet(settings.oidcIssuer, 'other settings of the identity provider are');
  }
  if (problems.length > 0) throw new ConfigError(problems);

  return {
    ...plain,
    form,
    transport,
    databaseMigrationUrl: plain.databaseMigrationUrl ?? plain.databaseUrl,
    encryptionKeysOld: encryptionKeysOld ?? [],
    endpoints,
    demoEndpoints: {},
  };
}

function describeGiven(setting: Setting, given: string): string {
  if (setting.secret) return `${given.length} characters (not shown: it is a secret)`;
  // Somebody may paste credentials into an ordinary URL.
  const shown = given.replace(/\/\/[^/]*@/g, '//***@');
  return JSON.stringify(
    shown.length > SHOWN_CHARACTERS ? `${shown.slice(0, SHOWN_CHARACTERS)}…` : shown,
  );
}
