import { Controller } from '@nestjs/common';
import {
  createOrganization,
  discoverAccount,
  ProblemError,
  startOnboarding,
} from '@skyledger/contracts';
import { uuidv7 } from '@skyledger/database';
import { OnRequest } from '@skyledger/messaging';
import type { z } from 'zod';
import { BUILT_IN_ROLES } from './auth/built-in-roles';
import { IdempotencyRepository } from './idempotency/idempotency.repository';
import { type Answer, type ApiHarness, startApi } from './testing/api-harness';
import { insertLedgerRows, type LedgerRows } from './testing/ledger-rows';

/** The accounts service; it remembers under which ids something was to be made. */
@Controller()
class Services {
  static readonly asked: string[] = [];

  @OnRequest(createOrganization)
  async connect(request: z.infer<typeof createOrganization.request>): Promise<never> {
    return Services.remember(request.organizationId);
  }

  @OnRequest(startOnboarding)
  async begin(request: z.infer<typeof startOnboarding.request>): Promise<never> {
    return Services.remember(request.sessionId);
  }

  @OnRequest(discoverAccount)
  async discover(request: z.infer<typeof discoverAccount.request>): Promise<{ runId: string }> {
    Services.asked.push(request.runId ?? 'none');
    return { runId: request.runId ?? 'none' };
  }

  private static remember(id: string): never {
    Services.asked.push(id);
    throw new ProblemError({ type: 'refused', title: 'Refused', status: 409 });
  }
}

let api: ApiHarness;
let tenantId: string;
let token: string;
let rows: LedgerRows;
let key: string;

beforeAll(async () => {
  api = await startApi({ responders: [Services] });
  // The connection ends where an answer is stored, as with a process or a database that is killed.
  await api.asOwner(`
    CREATE FUNCTION lose_answer() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN
      PERFORM pg_terminate_backend(pg_backend_pid());
      RETURN NEW;
    END $$;
    CREATE TRIGGER lose_answer BEFORE UPDATE OF status ON idempotency_keys FOR EACH ROW
    WHEN (NEW.status IS NOT NULL) EXECUTE FUNCTION lose_answer();
  `);
});
afterAll(() => api?.stop());
beforeEach(async () => {
  Services.asked.length = 0;
  tenantId = await api.addTenant();
  token = await api.addToken(tenantId, BUILT_IN_ROLES.admin);
  rows = await insertLedgerRows(api.database, tenantId);
  key = uuidv7();
  await api.asOwner('ALTER TABLE idempotency_keys ENABLE TRIGGER lose_answer');
});

const post = (path: string, body: unknown): Promise<Answer> =>
  api.call('POST', `/api/v1/${path}`, { token, body, headers: { 'idempotency-key': key } });

/** Sends a request whose answer is not kept, and then again when the first one has given up. */
async function twice(path: string, body: unknown): Promise<[Answer, Answer]> {
  const first = await post(path, body);
  expect((await post(path, body)).body.type).toBe('idempotency-key-in-use');
  await api.asOwner(`
    ALTER TABLE idempotency_keys DISABLE TRIGGER lose_answer;
    UPDATE idempotency_keys SET leased_until = now();
  `);
  const second = await post(path, body);
  expect(second.headers).not.toHaveProperty('idempotency-replayed');
  return [first, second];
}

const listed = async (path: string): Promise<Answer['body'][]> =>
  (await api.call('GET', `/api/v1/${path}`, { token })).body.items;
const audited = async (action: string): Promise<number> =>
  (await listed(`audit?action=${action}`)).length;

describe('a request whose answer was lost after it was carried out', () => {
  it.each([
    ['entity', 'entities', { name: 'Europe' }],
    ['role', 'roles', { name: 'reader', permissions: ['Resource:read'] }],
    ['role_binding', 'role-bindings', { subject_kind: 'group', subject: 'team', role: 'viewer' }],
  ])('makes one %s, and is answered with it', async (kind, path, body) => {
    const [first, second] = await twice(path, body);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.text).toBe(first.text);
    expect([second.headers['location'], second.headers['etag']]).toEqual([
      first.headers['location'],
      first.headers['etag'],
    ]);
    const { id, ...rest } = first.body;
    const same = (await listed(path)).filter(
      (item) => item.created_at === rest.created_at || item.id === id,
    );
    expect(same.map((item) => item.id)).toEqual([id]);
    expect(await audited(`${kind}.created`)).toBe(1);
    expect((await post(path, body)).headers['idempotency-replayed']).toBe('true');
  });

  it.each([
    ['onboarding session', () => ['cloud/onboarding-sessions', undefined] as const],
    ['run', () => [`cloud/accounts/${rows.accountId}/discover`, {}] as const],
    ['organisation', () => ['cloud/organizations', ORGANIZATION] as const],
  ])('asks for the same %s again', async (_, request) => {
    const [path, body] = request();
    await twice(path, body);
    const [first, second, ...more] = Services.asked;
    expect(first).toMatch(/^[0-9a-f-]{36}$/);
    expect([second, more]).toEqual([first, []]);
  });
});

describe('a token whose answer was lost', () => {
  const TOKEN = { name: 'dashboard', scopes: ['Access:read'] };
  const opens = async (secret: string): Promise<number> =>
    (await api.call('GET', '/api/v1/tokens', { token: secret })).status;

  it('is the same one with another secret, and the lost one never opens anything', async () => {
    const [first, second] = await twice('tokens', TOKEN);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual({ ...first.body, token: expect.any(String) });
    expect(second.body.token).not.toBe(first.body.token);
    expect([await opens(first.body.token), await opens(second.body.token)]).toEqual([401, 200]);
    const named = (await listed('tokens')).filter(({ name }) => name === TOKEN.name);
    expect(named.map(({ id }) => id)).toEqual([first.body.id]);
    expect(await audited('token.created')).toBe(1);
    expect(await audited('token.secret_replaced')).toBe(1);
    expect((await post('tokens', TOKEN)).text).toBe(second.text);
  });

  it('stays revoked', async () => {
    const { body } = await post('tokens', TOKEN);
    await api.call('DELETE', `/api/v1/tokens/${body.id}`, { token });
    const [, second] = await twice('tokens', TOKEN);
    expect([second.status, second.body.type]).toEqual([409, 'token-revoked']);
    expect(await opens(body.token)).toBe(401);
  });

  it('keeps the secret of the later attempt when the first one comes late', async () => {
    const keys = api.app.get(IdempotencyRepository);
    const owner = { tenantId, principal: 'token:1', keyHash: Buffer.from(key) };
    const fingerprint = Buffer.from('the same request');
    const first = await keys.claim(owner, fingerprint);
    await api.asOwner('UPDATE idempotency_keys SET leased_until = now()');
    const second = await keys.claim(owner, fingerprint);
    if (first.kind !== 'claimed' || second.kind !== 'claimed') throw new Error('not claimed');
    expect(second.claim.operationId).toBe(first.claim.operationId);
    await api.database.withTenant(tenantId, async (tx) => {
      expect(await keys.hold(tx, first.claim)).toBe(false);
      expect(await keys.hold(tx, second.claim)).toBe(true);
    });
  });
});

const ORGANIZATION = {
  name: 'Example',
  provider: 'aws',
  credentials: {
    management: {
      access_key_id: 'AKIAIOSFODNN7EXAMPLE',
      secret_access_key: 'canary-of-a-management-account-0000000000',
    },
    member_role_name: 'SkyledgerReadOnly',
  },
};
