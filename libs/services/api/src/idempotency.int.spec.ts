import { randomBytes } from 'node:crypto';
import { Controller } from '@nestjs/common';
import { createAccount, discoverAccount, ProblemError } from '@skyledger/contracts';
import { Database, uuidv7 } from '@skyledger/database';
import { rotateKeys, SEALED_TABLES } from '@skyledger/key-rotation';
import { OnRequest } from '@skyledger/messaging';
import { Vault } from '@skyledger/vault';
import { openApiDocument } from './api-application';
import { BUILT_IN_ROLES } from './auth/built-in-roles';
import type { z } from 'zod';
import { IdempotencyService } from './idempotency/idempotency.service';
import { type Answer, type ApiHarness, startApi } from './testing/api-harness';
import { insertLedgerRows, type LedgerRows } from './testing/ledger-rows';

const ENCRYPTION_KEY = randomBytes(32).toString('hex');
const RUN_ID = '0198a000-0000-7000-8000-0000000000bb';

/** Answers as the accounts service does: the same account id again is the same account. */
@Controller()
class Services {
  static readonly asked: string[] = [];
  /** Called before a request is answered. */
  static before: () => Promise<void> = async () => undefined;

  constructor(private readonly database: Database) {}

  @OnRequest(createAccount)
  async create(
    request: z.infer<typeof createAccount.request>,
  ): Promise<z.infer<typeof createAccount.response>> {
    const { tenantId, accountId, name, provider, actor, schedule } = request;
    Services.asked.push(accountId);
    await this.database.withTenant(tenantId, (tx) =>
      tx.query(
        `
        INSERT INTO cloud_accounts (tenant_id, id, provider, name, native_account_id, status, schedule, created_by)
        VALUES ($1, $2::uuid, $3, $4, ($2::uuid)::text, 'active', $5, $6) ON CONFLICT DO NOTHING
        `,
        [tenantId, accountId, provider, name, JSON.stringify(schedule), actor],
      ),
    );
    await Services.before();
    return { accountId, runId: RUN_ID, warnings: [] };
  }

  @OnRequest(discoverAccount)
  async discover(request: z.infer<typeof discoverAccount.request>): Promise<{ runId: string }> {
    Services.asked.push(request.accountId);
    throw new ProblemError({ type: 'run-active', title: 'Busy', status: 409 });
  }
}

const ACCOUNT = {
  name: 'Staging',
  provider: 'hetzner',
  credentials: { api_token: 'canary-token-of-hetzner-0000000000000000000000000000000000000000' },
};
const TOKEN = { name: 'dashboard', scopes: ['Resource:read'] };

let api: ApiHarness;
let tenantId: string;
let token: string;
let rows: LedgerRows;
let key: string;

beforeAll(async () => {
  api = await startApi({ responders: [Services], encryptionKey: ENCRYPTION_KEY });
});
afterAll(() => api?.stop());
beforeEach(async () => {
  Services.asked.length = 0;
  Services.before = async () => undefined;
  tenantId = await api.addTenant();
  token = await api.addToken(tenantId, BUILT_IN_ROLES.admin);
  rows = await insertLedgerRows(api.database, tenantId);
  key = uuidv7();
});

const post = (path: string, body: unknown, as = token, idempotencyKey = key): Promise<Answer> =>
  api.call('POST', `/api/v1/${path}`, {
    token: as,
    body,
    headers: { 'idempotency-key': idempotencyKey },
  });
const inTenant = <Row extends object>(sql: string): Promise<Row[]> =>
  api.database.withTenant(tenantId, (tx) => tx.query<Row>(sql));
const problem = ({ status, body }: Answer): unknown[] => [status, body.type];

describe('the same request again', () => {
  it('is answered as the first time, and makes no second account', async () => {
    const first = await post('cloud/accounts', ACCOUNT);
    const second = await post('cloud/accounts', ACCOUNT);
    expect(first.status).toBe(201);
    expect([second.status, second.text]).toEqual([201, first.text]);
    for (const name of ['location', 'etag', 'content-type']) {
      expect(second.headers[name]).toEqual(first.headers[name]);
    }
    expect(first.headers).not.toHaveProperty('idempotency-replayed');
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect(Services.asked).toEqual([first.body.id]);
    const quoted = await post('cloud/accounts', ACCOUNT, token, `"${key}"`);
    expect(quoted.text).toBe(first.text);
  });

  it('gives a new token again, which nobody finds in the database', async () => {
    const first = await post('tokens', TOKEN);
    const second = await post('tokens', TOKEN);
    expect(second.body).toEqual(first.body);
    expect(await inTenant(`SELECT FROM api_tokens WHERE name = 'dashboard'`)).toHaveLength(1);
    const [row] = await inTenant<{ body: Buffer; text: string }>(
      'SELECT body, k::text AS text FROM idempotency_keys k',
    );
    const hex = Buffer.from(first.body.token as string).toString('hex');
    expect(row!.body.toString('latin1')).not.toContain(first.body.token);
    expect(row!.text).not.toContain(hex);
    expect(row!.text).not.toContain(key);
  });

  it('gives it also when the master key was rotated', async () => {
    await post('tokens', TOKEN);
    const vault = new Vault(randomBytes(32).toString('hex'), [ENCRYPTION_KEY]);
    const kept = SEALED_TABLES.filter(({ name }) => name === 'idempotency_keys');
    const [rotated] = await rotateKeys(api.database, vault, kept);
    expect(rotated).toMatchObject({ failures: [] });
    expect([...rotated!.rowsByKey.keys()]).toEqual([vault.keyId]);
  });

  it('gets the same refusal', async () => {
    const path = `cloud/accounts/${rows.accountId}/discover`;
    const first = await post(path, {});
    const second = await post(path, {});
    expect(problem(first)).toEqual([409, 'run-active']);
    expect([second.text, second.headers['content-type']]).toEqual([
      first.text,
      first.headers['content-type'],
    ]);
    expect(second.headers['idempotency-replayed']).toBe('true');
    expect(Services.asked).toHaveLength(1);
  });

  it('is another one under another key, by another token, or with no key', async () => {
    await post('tokens', TOKEN);
    await post('tokens', TOKEN, token, uuidv7());
    await post('tokens', TOKEN, await api.addToken(tenantId, BUILT_IN_ROLES.admin));
    await api.call('POST', '/api/v1/tokens', { token, body: TOKEN });
    expect(await inTenant(`SELECT FROM api_tokens WHERE name = 'dashboard'`)).toHaveLength(4);
  });

  it('is not answered with what another tenant was', async () => {
    const first = await post('tokens', TOKEN);
    const other = await api.addToken(await api.addTenant(), BUILT_IN_ROLES.admin);
    expect((await post('tokens', TOKEN, other)).body.id).not.toBe(first.body.id);
  });

  it('is carried out anew after a day, and the old answer is deleted', async () => {
    const first = await post('tokens', TOKEN);
    await inTenant(`UPDATE idempotency_keys SET expires_at = now() - interval '1 second'`);
    const second = await post('tokens', { ...TOKEN, name: 'another' });
    expect(second.status).toBe(201);
    expect(second.body.id).not.toBe(first.body.id);
    await inTenant(`UPDATE idempotency_keys SET expires_at = now() - interval '1 second'`);
    await post('tokens', TOKEN, token, uuidv7());
    await api.app.get(IdempotencyService).cleanUp();
    expect(await inTenant('SELECT FROM idempotency_keys')).toHaveLength(1);
  });
});

describe('a key', () => {
  it.each([
    ['another body', 'tokens', { ...TOKEN, name: 'other' }],
    ['another path', 'agents', TOKEN],
  ])('is refused with %s', async (_, path, body) => {
    expect((await post('tokens', TOKEN)).status).toBe(201);
    expect(problem(await post(path, body))).toEqual([422, 'idempotency-key-reused']);
  });

  it.each(['short', 'with a space', 'x'.repeat(201)])('must be one: %p', async (bad) => {
    const { status, body } = await post('tokens', TOKEN, token, bad);
    expect([status, body.errors[0].field]).toEqual([400, 'Idempotency-Key']);
  });

  it('is in the description of each POST, and of nothing else', () => {
    const operations = Object.values(openApiDocument(api.app).paths).flatMap((path) =>
      Object.entries(path as Record<string, { parameters?: { name: string }[] }>),
    );
    for (const [method, { parameters = [] }] of operations) {
      const takes = parameters.some(({ name }) => name === 'Idempotency-Key');
      expect([method, takes]).toEqual([method, method === 'post']);
    }
  });
});

describe('a request with a key that is under way', () => {
  it('is not carried out a second time meanwhile', async () => {
    let goOn: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => {
      Services.before = () => {
        resolve();
        return new Promise((finish) => (goOn = finish));
      };
    });
    const first = post('cloud/accounts', ACCOUNT);
    await Promise.race([arrived, first]);
    const meanwhile = await post('cloud/accounts', ACCOUNT).finally(() => goOn());
    expect(problem(meanwhile)).toEqual([409, 'idempotency-key-in-use']);
    expect(Number(meanwhile.headers['retry-after'])).toBeGreaterThan(0);
    expect((await first).status).toBe(201);
    expect((await post('cloud/accounts', ACCOUNT)).text).toBe((await first).text);
    expect(Services.asked).toHaveLength(1);
  });

  it('and was never answered, is carried out again for the same account', async () => {
    const { body } = await post('cloud/accounts', ACCOUNT);
    // As a process leaves it that ends before it answers.
    await inTenant(`UPDATE idempotency_keys SET status = NULL, headers = NULL, body = NULL`);
    expect(problem(await post('cloud/accounts', ACCOUNT))[0]).toBe(409);
    await inTenant(`UPDATE idempotency_keys SET leased_until = now()`);
    const again = await post('cloud/accounts', ACCOUNT);
    expect([again.status, again.body.id]).toEqual([201, body.id]);
    expect(Services.asked).toEqual([body.id, body.id]);
    expect(await inTenant(`SELECT FROM cloud_accounts WHERE name = 'Staging'`)).toHaveLength(1);
  });

  it('and failed on our side, is carried out again at once for the same account', async () => {
    Services.before = async () => {
      throw new Error('lost');
    };
    expect((await post('cloud/accounts', ACCOUNT)).status).toBeGreaterThanOrEqual(500);
    Services.before = async () => undefined;
    const again = await post('cloud/accounts', ACCOUNT);
    expect(again.status).toBe(201);
    expect(Services.asked).toEqual([again.body.id, again.body.id]);
    expect(await inTenant(`SELECT FROM cloud_accounts WHERE name = 'Staging'`)).toHaveLength(1);
  });
});

it('takes no key for an answer that tells a secret where nothing can be sealed', async () => {
  const keyless = await startApi({ encryptionKey: null });
  try {
    const own = await keyless.addToken(await keyless.addTenant(), BUILT_IN_ROLES.admin);
    const headers = { 'idempotency-key': key };
    const options = { token: own, body: TOKEN, headers };
    const answer = await keyless.call('POST', '/api/v1/tokens', options);
    expect(problem(answer)).toEqual([503, 'encryption-key-missing']);
  } finally {
    await keyless.stop();
  }
});
