import { randomBytes } from 'node:crypto';
import type { LoggerService, Type } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { type Emulator, startEmulator } from '@skyledger/cloud-emulator';
import { ConfigModule, loadConfig } from '@skyledger/config';
import {
  createAccount,
  CREDENTIALS_FIELD,
  type Problem,
  ProblemError,
  type SealedSecretDto,
} from '@skyledger/contracts';
import { Database, DatabaseModule, uuidv7 } from '@skyledger/database';
import { LimitsModule } from '@skyledger/limits';
import {
  MessageBus,
  MessagingModule,
  type MessagingOptions,
  TransportStrategy,
} from '@skyledger/messaging';
import type { ProviderId } from '@skyledger/resource-model';
import { createTestDatabase, createTestVhost } from '@skyledger/testing';
import { Vault, VaultModule } from '@skyledger/vault';
import { Client } from 'pg';
import type { z } from 'zod';
import { AccountsModule } from '../accounts.module';

export type CreateRequest = z.infer<typeof createAccount.request>;
type EstateSpec = Parameters<typeof startEmulator>[0]['estate'];

/** The accounts service on a database of its own, with emulated clouds. */
export interface AccountsHarness {
  bus: MessageBus;
  /** A part of the service, to be called past its messages. */
  get<Part>(part: Type<Part>): Part;
  database: Database;
  emulator: Emulator;
  vault: Vault;
  addTenant(): Promise<string>;
  /** Credentials as the gateway seals them for an account. */
  seal(owner: { tenantId: string; accountId: string }, credentials: object): SealedSecretDto;
  /** What the gateway would ask for. */
  requestFor(
    tenantId: string,
    provider: ProviderId,
    credentials: object,
    more?: Partial<CreateRequest>,
  ): CreateRequest;
  /** Adds an account, whose first run ended well; answers who it is, as requests name it. */
  addAccount(
    tenantId: string,
    provider: ProviderId,
    credentials: object,
    more?: Partial<CreateRequest>,
  ): Promise<{ tenantId: string; accountId: string; actor: string }>;
  /** Runs a statement as the owner of the tables, past row-level security. */
  asOwner<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Everything in every table, whoever it belongs to, as text. */
  dump(): Promise<string>;
  /** Every line that was logged. */
  logged(): string;
  stop(): Promise<void>;
}

/**
 * @param transport what carries the messages: the database, or a broker of its own
 * @param settings environment variables besides those of the test's own services
 */
export async function startAccounts(
  estate: EstateSpec,
  transport: MessagingOptions['transport'] = 'postgres',
  settings: Record<string, string> = {},
): Promise<AccountsHarness> {
  const [{ url, drop }, emulator, vhost] = await Promise.all([
    createTestDatabase(),
    startEmulator({ estate }),
    transport === 'rabbitmq' ? createTestVhost() : null,
  ]);
  const vault = new Vault(randomBytes(32).toString('hex'));
  const config = loadConfig(
    {
      DATABASE_URL: url,
      SKYLEDGER_TRANSPORT: 'postgres',
      ...Object.fromEntries(
        Object.entries(emulator.endpoints).map(([provider, endpoint]) => [
          `SKYLEDGER_${provider.toUpperCase()}_ENDPOINT`,
          endpoint,
        ]),
      ),
      ...settings,
    },
    'distributed',
  );
  const testingModule = await Test.createTestingModule({
    imports: [
      ConfigModule.forRoot(config),
      DatabaseModule.forRoot({ url, poolSize: 4, applicationName: 'accounts test' }),
      LimitsModule.forRoot({ redisUrl: null }),
      VaultModule.forRoot(vault),
      MessagingModule.forRoot({
        transport,
        ...(vhost === null ? {} : { amqpUrl: vhost.url }),
        retryBaseMs: 40,
        serviceName: 'accounts test',
        relay: false,
      }),
      AccountsModule,
    ],
  }).compile();
  const lines: string[] = [];
  const app = testingModule.createNestApplication(new FastifyAdapter(), {
    logger: collectInto(lines),
  });
  app.connectMicroservice({ strategy: app.get(TransportStrategy) });
  await app.startAllMicroservices();
  const database = app.get(Database);
  const owner = new Client({ connectionString: url });
  await owner.connect();
  const asOwner: AccountsHarness['asOwner'] = async <Row extends object>(
    sql: string,
    values?: unknown[],
  ) => (await owner.query<Row>(sql, values)).rows;

  const bus = app.get(MessageBus);
  const seal: AccountsHarness['seal'] = (owner, credentials) => {
    const context = { ...owner, field: CREDENTIALS_FIELD };
    const { keyId, ciphertext } = vault.seal(JSON.stringify(credentials), context);
    return { keyId, ciphertext: ciphertext.toString('base64') };
  };
  const requestFor: AccountsHarness['requestFor'] = (
    tenantId,
    provider,
    credentials,
    more = {},
  ) => {
    const accountId = uuidv7();
    return {
      tenantId,
      accountId,
      actor: 'test',
      name: 'an account',
      provider,
      credentials: seal({ tenantId, accountId }, credentials),
      regions: null,
      isDemo: false,
      schedule: { kind: 'interval', minutes: 60 },
      ...more,
    };
  };

  return {
    bus,
    get: (part) => app.get(part),
    database,
    emulator,
    vault,
    async addTenant() {
      const tenantId = uuidv7();
      await database.withTenant(tenantId, (tx) =>
        tx.query('INSERT INTO tenants (tenant_id, name) VALUES ($1, $2)', [tenantId, 'a tenant']),
      );
      return tenantId;
    },
    seal,
    requestFor,
    async addAccount(tenantId, provider, credentials, more) {
      const request = requestFor(tenantId, provider, credentials, more);
      const { accountId, runId } = await bus.request(createAccount, request);
      await asOwner(
        `UPDATE cloud_discovery_runs SET status = 'completed', finished_at = now() WHERE id = $1`,
        [runId],
      );
      return { tenantId, accountId, actor: 'test' };
    },
    asOwner,
    async dump() {
      const tables = await asOwner<{ name: string }>(`
        SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
        WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
      `);
      const texts: string[] = [];
      for (const { name } of tables) {
        const rows = await asOwner<{ text: string }>(`SELECT t::text AS text FROM ${name} t`);
        texts.push(...rows.map(({ text }) => `${name}: ${text}`));
      }
      return texts.join('\n');
    },
    logged: () => lines.join('\n'),
    async stop() {
      await app.close();
      await owner.end();
      await Promise.all([emulator.close(), drop(), vhost?.drop()]);
    },
  };
}

/** The problem that the request is answered with. */
export async function problemOf(answer: Promise<unknown>): Promise<Problem> {
  const error = await answer.then(
    (value) => new Error(`answered ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  if (error instanceof ProblemError) return error.problem;
  throw error;
}

function collectInto(lines: string[]): LoggerService {
  const collect = (...parts: unknown[]): void =>
    void lines.push(
      parts.map((part) => (typeof part === 'string' ? part : JSON.stringify(part))).join(' '),
    );
  return { log: collect, error: collect, warn: collect, debug: collect, verbose: collect };
}
