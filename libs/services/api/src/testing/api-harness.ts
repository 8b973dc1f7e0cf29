import { randomBytes } from 'node:crypto';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { ConfigModule, loadConfig } from '@skyledger/config';
import { Database, DatabaseModule, uuidv7 } from '@skyledger/database';
import { LimitsModule } from '@skyledger/limits';
import { MessagingModule, TransportStrategy } from '@skyledger/messaging';
import { createTestDatabase, type FaultProxy, startFaultProxy } from '@skyledger/testing';
import { createVault, VaultModule } from '@skyledger/vault';
import { Client } from 'pg';
import { ApiModule } from '../api.module';
import { createApiAdapter, setUpApi } from '../api-application';
import type { Permission } from '../auth/permission';
import { hashToken, mintToken } from '../auth/token-hash';

/** An answer of the API. */
export interface Answer {
  status: number;
  headers: Record<string, unknown>;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read members of whatever came, and fail where one is missing
  body: any;
  text: string;
}

/** All tests come from one address, and use tokens that are new. */
const MANY_ATTEMPTS = { SKYLEDGER_API_ATTEMPTS_PER_MINUTE: '10000' };

/** The API on a database of its own, with the messages of the Postgres transport. */
export interface ApiHarness {
  app: NestFastifyApplication;
  database: Database;
  call(
    method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    path: string,
    options?: { token?: string; body?: unknown; headers?: Record<string, string> },
  ): Promise<Answer>;
  /** The way to the database. */
  network: FaultProxy;
  /** A new tenant. */
  addTenant(): Promise<string>;
  addToken(
    tenantId: string,
    permissions: readonly Permission[],
    entityId?: string,
  ): Promise<string>;
  /** Runs statements as the owner of the tables, past row-level security. */
  asOwner(sql: string): Promise<void>;
  stop(): Promise<void>;
}

/**
 * @param responders answer the requests that other services answer in production
 * @param settings environment variables
 * @param encryptionKey 64 hexadecimal characters, or null to be without
 */
export async function startApi({
  responders = [],
  encryptionKey = randomBytes(32).toString('hex'),
  settings = MANY_ATTEMPTS,
}: {
  settings?: Record<string, string>;
  responders?: Type[];
  encryptionKey?: string | null;
} = {}): Promise<ApiHarness> {
  const { url: direct, drop } = await createTestDatabase();
  const network = await startFaultProxy(Number(new URL(direct).port));
  const url = network.through(direct);
  const keys = { encryptionKeysOld: [], ...(encryptionKey === null ? {} : { encryptionKey }) };
  const testingModule = await Test.createTestingModule({
    controllers: responders,
    imports: [
      ConfigModule.forRoot(loadConfig({ DATABASE_URL: url, ...settings }, 'distributed')),
      LimitsModule.forRoot({ redisUrl: settings['REDIS_URL'] ?? null }),
      DatabaseModule.forRoot({ url, poolSize: 4, applicationName: 'api test' }),
      VaultModule.forRoot(createVault(keys)),
      MessagingModule.forRoot({ transport: 'postgres', serviceName: 'api test', relay: false }),
      ApiModule.forRoot(),
    ],
  }).compile();
  const app = testingModule.createNestApplication<NestFastifyApplication>(createApiAdapter(), {
    logger: false,
  });
  app.connectMicroservice({ strategy: app.get(TransportStrategy) });
  setUpApi(app);
  await app.startAllMicroservices();
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  const database = app.get(Database);

  return {
    app,
    database,
    network,
    async call(method, path, { token, body, headers = {} } = {}) {
      const json = body !== undefined && typeof body !== 'string';
      const response = await app.inject({
        method,
        url: path,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...headers,
        },
        ...(body === undefined ? {} : { payload: json ? JSON.stringify(body) : body }),
      });
      return {
        status: response.statusCode,
        headers: response.headers,
        text: response.payload,
        body: parsed(response.payload),
      };
    },
    async addTenant() {
      const tenantId = uuidv7();
      await database.withTenant(tenantId, (tx) =>
        tx.query('INSERT INTO tenants (tenant_id, name) VALUES ($1, $2)', [tenantId, 'a tenant']),
      );
      return tenantId;
    },
    async addToken(tenantId, permissions, entityId = tenantId) {
      const token = mintToken();
      await database.withTenant(tenantId, (tx) =>
        tx.query(
          `INSERT INTO api_tokens (tenant_id, id, name, token_hash, scopes, created_by, entity_id)
          VALUES ($1, $2, $3, $4, $5, 'test', $6)`,
          [tenantId, uuidv7(), 'a token', hashToken(token), permissions, entityId],
        ),
      );
      return token;
    },
    async asOwner(sql) {
      const owner = new Client({ connectionString: direct });
      await owner.connect();
      await owner.query(sql).finally(() => owner.end());
    },
    async stop() {
      await app.close();
      await network.close();
      await drop();
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
