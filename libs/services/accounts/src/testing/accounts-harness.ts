import { randomBytes } from 'node:crypto';
import type { LoggerService } from '@nestjs/common';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { type Emulator, startEmulator } from '@skyledger/cloud-emulator';
import { ConfigModule, loadConfig } from '@skyledger/config';
import { type createAccount, type Problem, ProblemError } from '@skyledger/contracts';
import { Database, DatabaseModule, uuidv7 } from '@skyledger/database';
import { LimitsModule } from '@skyledger/limits';
import { MessageBus, MessagingModule, TransportStrategy } from '@skyledger/messaging';
import type { ProviderId } from '@skyledger/resource-model';
import { createTestDatabase } from '@skyledger/testing';
import { Vault, VaultModule } from '@skyledger/vault';
import { Client } from 'pg';
import type { z } from 'zod';
import { AccountsModule } from '../accounts.module';

export type CreateRequest = z.infer<typeof createAccount.request>;
type EstateSpec = Parameters<typeof startEmulator>[0]['estate'];

/** The accounts service on a database of its own, with emulated clouds. */
export interface AccountsHarness {
  bus: MessageBus;
  database: Database;
  emulator: Emulator;
  vault: Vault;
  addTenant(): Promise<string>;
  /** What the gateway would ask for. */
  requestFor(
    tenantId: string,
    provider: ProviderId,
    credentials: object,
    more?: Partial<CreateRequest>,
  ): CreateRequest;
  /** Runs a statement as the owner of the tables, past row-level security. */
  asOwner<Row extends object>(sql: string, values?: unknown[]): Promise<Row[]>;
  /** Everything in every table, whoever it belongs to, as text. */
  dump(): Promise<string>;
  /** Every line that was logged. */
  logged(): string;
  stop(): Promise<void>;
}

export async function startAccounts(estate: EstateSpec): Promise<AccountsHarness> {
  const [{ url, drop }, emulator] = await Promise.all([
    createTestDatabase(),
    startEmulator({ estate }),
  ]);
  const vault = new Vault(randomBytes(32).toString('hex'));
  const config = loadConfig(
    {
      DATABASE_URL: url,
      SKYLEDGER_TRANSPORT: 'postgres',
      SKYLEDGER_AWS_ENDPOINT: emulator.awsEndpoint,
      SKYLEDGER_HETZNER_ENDPOINT: emulator.hetznerEndpoint,
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
        transport: 'postgres',
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

  return {
    bus: app.get(MessageBus),
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
    requestFor(tenantId, provider, credentials, more = {}) {
      const accountId = uuidv7();
      const context = { tenantId, accountId, field: 'credentials' };
      const { keyId, ciphertext } = vault.seal(JSON.stringify(credentials), context);
      return {
        tenantId,
        accountId,
        actor: 'test',
        name: 'an account',
        provider,
        credentials: { keyId, ciphertext: ciphertext.toString('base64') },
        regions: null,
        isDemo: false,
        schedule: { kind: 'interval', minutes: 60 },
        ...more,
      };
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
      await Promise.all([emulator.close(), drop()]);
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
