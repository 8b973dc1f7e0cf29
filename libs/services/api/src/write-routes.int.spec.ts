import { Controller } from '@nestjs/common';
import {
  createAccount,
  deleteAccount,
  discoverAccount,
  ProblemError,
  registerAgent,
  revalidateAccount,
} from '@skyledger/contracts';
import { Database } from '@skyledger/database';
import { OnRequest } from '@skyledger/messaging';
import { VaultProvider } from '@skyledger/vault';
import type { z } from 'zod';
import { createdAccountSchema } from './accounts/account.schema';
import { BUILT_IN_ROLES } from './auth/built-in-roles';
import { PERMISSIONS } from './auth/permission';
import { type ApiHarness, startApi } from './testing/api-harness';
import { insertLedgerRows, type LedgerRows } from './testing/ledger-rows';
import { createdTokenSchema } from './tokens/token.schema';

const AGENT_ID = '0198a000-0000-7000-8000-0000000000aa';
const RUN_ID = '0198a000-0000-7000-8000-0000000000bb';
const HETZNER_TOKEN = 'canary-token-of-hetzner-0000000000000000000000000000000000000000';

/** Answers as the services do, and remembers what it was asked. */
@Controller()
class Services {
  static readonly asked: unknown[] = [];

  constructor(private readonly database: Database) {}

  @OnRequest(createAccount)
  async create(
    request: z.infer<typeof createAccount.request>,
  ): Promise<z.infer<typeof createAccount.response>> {
    Services.asked.push(request);
    const { tenantId, accountId, name, provider, actor, schedule, regions } = request;
    await this.database.withTenant(tenantId, (tx) =>
      tx.query(
        `
        INSERT INTO cloud_accounts (tenant_id, id, provider, name, native_account_id, status, schedule, regions, created_by)
        VALUES ($1, $2, $3, $4, 'native', 'active', $5, $6, $7)
        `,
        [tenantId, accountId, provider, name, JSON.stringify(schedule), regions, actor],
      ),
    );
    return { accountId, runId: RUN_ID, warnings: ['They may write.'] };
  }

  @OnRequest(discoverAccount)
  discover(): Promise<{ runId: string }> {
    throw new ProblemError({
      type: 'run-active',
      title: 'Busy',
      status: 409,
      extensions: { run_id: RUN_ID },
    });
  }

  @OnRequest(revalidateAccount)
  async revalidate(): Promise<z.infer<typeof revalidateAccount.response>> {
    return {
      status: 'failed',
      reason: 'refused',
      missingPermissions: ['x:Read'],
      identityChain: [{ hop: 'caller', identity: 'arn:of:caller' }],
      warnings: [],
    };
  }

  @OnRequest(deleteAccount)
  async delete(request: z.infer<typeof deleteAccount.request>): Promise<{ deleted: true }> {
    Services.asked.push(request);
    return { deleted: true };
  }

  @OnRequest(registerAgent)
  async register(request: z.infer<typeof registerAgent.request>): Promise<{ agentId: string }> {
    Services.asked.push(request);
    return { agentId: AGENT_ID };
  }
}

const WITHOUT_OPS = PERMISSIONS.filter((permission) => permission !== 'Ops:manage');

let api: ApiHarness;
let tenantId: string;
let token: string;
let rows: LedgerRows;

beforeAll(async () => {
  api = await startApi({ responders: [Services] });
  tenantId = await api.addTenant();
  token = await api.addToken(tenantId, WITHOUT_OPS);
  rows = await insertLedgerRows(api.database, tenantId);
});

afterAll(() => api?.stop());
beforeEach(() => void (Services.asked.length = 0));

const post = async (
  path: string,
  body?: unknown,
): Promise<Awaited<ReturnType<ApiHarness['call']>>> =>
  api.call('POST', `/api/v1/${path}`, { token, body });

const account = {
  name: ' Staging ',
  provider: 'hetzner',
  credentials: { api_token: HETZNER_TOKEN },
};

describe('POST /cloud/accounts', () => {
  it('seals the credentials for the account and answers with it and its first run', async () => {
    const { status, body, headers } = await post('cloud/accounts', account);
    expect(status).toBe(201);
    expect(createdAccountSchema.parse(body)).toEqual(body);
    expect(body).toMatchObject({
      name: 'Staging',
      schedule: { kind: 'interval', minutes: 240 },
      regions: null,
      scan_run_id: RUN_ID,
      auto_scan_initiated: true,
      warnings: ['They may write.'],
    });
    expect(headers['location']).toBe(`/api/v1/cloud/accounts/${body.id}`);
    const [request] = Services.asked as [z.infer<typeof createAccount.request>];
    expect(JSON.stringify(request)).not.toContain('canary');
    const { keyId, ciphertext } = request.credentials;
    const opened = api.app
      .get(VaultProvider)
      .get()
      .openText(
        { keyId, ciphertext: Buffer.from(ciphertext, 'base64') },
        { tenantId, accountId: body.id, field: 'credentials' },
      );
    expect(JSON.parse(opened)).toEqual(account.credentials);
  });

  it.each<[string, object, number, string[]]>([
    ['an empty body', {}, 400, ['name', 'provider', 'credentials']],
    ['an unknown field', { ...account, colour: 'red' }, 400, ['colour']],
    ['no token', { ...account, credentials: {} }, 400, ['credentials.api_token']],
    [
      'an unknown credential',
      { ...account, credentials: { api_token: 'x', pin: '1' } },
      400,
      ['credentials.pin'],
    ],
    [
      'AWS keys of a wrong form',
      { ...account, provider: 'aws', credentials: { access_key_id: 'x', secret_access_key: 'y' } },
      400,
      ['credentials.access_key_id'],
    ],
    ['another provider', { ...account, provider: 'nimbus' }, 422, ['provider']],
    [
      'a short interval',
      { ...account, schedule: { kind: 'interval', minutes: 1 } },
      400,
      ['schedule.minutes'],
    ],
    ['an unknown schedule', { ...account, schedule: { kind: 'moon' } }, 400, ['schedule.kind']],
    ['no regions', { ...account, regions: [] }, 400, ['regions']],
    ['a long name', { ...account, name: 'x'.repeat(201) }, 400, ['name']],
  ])('refuses %s by name', async (_, body, status, fields) => {
    const answer = await post('cloud/accounts', body);
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.body.errors.map((error: { field: string }) => error.field)).toEqual(fields);
    expect(Services.asked).toEqual([]);
    expect(answer.text).not.toContain('canary');
  });
});

it('answers 503 without an encryption key, and takes no credentials', async () => {
  const keyless = await startApi({ responders: [Services], encryptionKey: null });
  try {
    const tenant = await keyless.addTenant();
    const own = await keyless.addToken(tenant, BUILT_IN_ROLES.admin);
    const { accountId } = await insertLedgerRows(keyless.database, tenant);
    for (const path of ['', `/${accountId}/revalidate`]) {
      const answer = await keyless.call('POST', `/api/v1/cloud/accounts${path}`, {
        token: own,
        body: account,
      });
      expect([answer.status, answer.body.type]).toEqual([503, 'encryption-key-missing']);
      expect(answer.headers['retry-after']).toEqual(expect.any(String));
    }
    expect((await keyless.call('GET', '/api/v1/cloud/accounts', { token: own })).status).toBe(200);
    expect(Services.asked).toEqual([]);
  } finally {
    await keyless.stop();
  }
});

it('passes on the problem of a service, its members beside the standard ones', async () => {
  const { status, body } = await post(`cloud/accounts/${rows.accountId}/discover`);
  expect([status, body]).toEqual([
    409,
    { type: 'run-active', title: 'Busy', status: 409, run_id: RUN_ID },
  ]);
});

it('revalidates', async () => {
  const { status, body } = await post(`cloud/accounts/${rows.accountId}/revalidate`);
  expect([status, body]).toEqual([
    200,
    {
      status: 'failed',
      reason: 'refused',
      missing_permissions: ['x:Read'],
      identity_chain: [{ hop: 'caller', identity: 'arn:of:caller' }],
      warnings: [],
    },
  ]);
});

describe('DELETE /cloud/accounts/:id', () => {
  const remove = async (query: string): Promise<Awaited<ReturnType<ApiHarness['call']>>> =>
    api.call('DELETE', `/api/v1/cloud/accounts/${rows.accountId}${query}`, { token });

  it.each(['', '?confirm=', '?confirm=production'])('wants the name: %p', async (query) => {
    const { status, body } = await remove(query);
    expect([status, body.errors[0].field]).toEqual([400, 'confirm']);
    expect(Services.asked).toEqual([]);
  });

  it('deletes what was named', async () => {
    expect((await remove('?confirm=Production')).status).toBe(204);
    expect(Services.asked).toMatchObject([{ accountId: rows.accountId, tenantId }]);
  });
});

describe('POST /agents', () => {
  it('registers a new agent', async () => {
    const { status, body } = await post('agents', {
      agent_key: 'new',
      hostname: 'new.example.com',
      private_ips: ['10.0.0.9', 'fd00::1'],
    });
    expect([status, body]).toEqual([201, { id: AGENT_ID }]);
    expect(Services.asked).toMatchObject([{ agentKey: 'new', instanceId: null, publicIps: [] }]);
  });

  it('says when it was known', async () => {
    expect((await post('agents', { agent_key: 'web-1', hostname: 'web-1' })).status).toBe(200);
  });

  it('refuses what is no address', async () => {
    const { status, body } = await post('agents', {
      agent_key: 'a',
      hostname: 'a',
      private_ips: ['10.0.0.300'],
    });
    expect([status, body.errors]).toEqual([
      400,
      [{ field: 'private_ips.0', expected: 'ipv4 or ipv6' }],
    ]);
  });
});

describe('tokens', () => {
  it('are shown once, work, and stop working when revoked', async () => {
    const { status, body } = await post('tokens', {
      name: 'dashboard',
      scopes: ['CloudConnector:read'],
    });
    expect(status).toBe(201);
    expect(createdTokenSchema.parse(body)).toEqual(body);
    const use = async (): Promise<number> =>
      (await api.call('GET', '/api/v1/cloud/accounts', { token: body.token })).status;
    expect(await use()).toBe(200);
    const list = await api.call('GET', '/api/v1/tokens', { token });
    expect(list.text).toContain(body.id);
    expect(list.text).not.toContain(body.token);
    const revoke = (): ReturnType<ApiHarness['call']> =>
      api.call('DELETE', `/api/v1/tokens/${body.id}`, { token });
    expect((await revoke()).status).toBe(204);
    expect(await use()).toBe(401);
    expect((await revoke()).status).toBe(404);
  });

  it('cannot give what they lack', async () => {
    const { status, body } = await post('tokens', {
      name: 'x',
      scopes: ['Resource:read', 'Ops:manage'],
    });
    expect([status, body.type]).toEqual([403, 'forbidden']);
  });

  it('cannot be named like the creator of the administrator token', async () => {
    const { body } = await post('tokens', { name: ' :bootstrap', scopes: ['Resource:read'] });
    expect(body.errors).toEqual([
      { field: 'name', expected: 'a name that does not begin with a colon' },
    ]);
  });

  it('do not begin expired, and end when they expire', async () => {
    const past = await post('tokens', {
      name: 'x',
      scopes: ['CloudConnector:read'],
      expires_at: '2020-01-01T00:00:00Z',
    });
    expect(past.body.errors).toEqual([{ field: 'expires_at', expected: 'a time in the future' }]);
    const { body } = await post('tokens', {
      name: 'x',
      scopes: ['CloudConnector:read'],
      expires_at: '2099-01-01T00:00:00Z',
    });
    await api.database.withTenant(tenantId, (tx) =>
      tx.query('UPDATE api_tokens SET expires_at = now() WHERE id = $1', [body.id]),
    );
    const answer = await api.call('GET', '/api/v1/cloud/accounts', { token: body.token });
    expect(answer.status).toBe(401);
  });
});
