import { AuditLog } from '@skyledger/audit';
import { type AuditAction, systemActor } from '@skyledger/contracts';
import type { z } from 'zod';
import { auditPageSchema } from './audit/audit.schema';
import { BUILT_IN_ROLES } from './auth/built-in-roles';
import { type Answer, type ApiHarness, startApi } from './testing/api-harness';
import { insertLedgerRows, type LedgerRows } from './testing/ledger-rows';

let api: ApiHarness;
let tenantId: string;
let token: string;
let rows: LedgerRows;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api?.stop());
beforeEach(async () => {
  tenantId = await api.addTenant();
  token = await api.addToken(tenantId, BUILT_IN_ROLES.admin);
  rows = await insertLedgerRows(api.database, tenantId);
});

type AuditPage = z.infer<typeof auditPageSchema>;
const list = async (query = '', as = token): Promise<AuditPage> => {
  const { status, body } = await api.call('GET', `/api/v1/audit${query}`, { token: as });
  expect([status, body]).toEqual([200, auditPageSchema.parse(body)]);
  return body as AuditPage;
};
const actions = async (query = ''): Promise<string[]> =>
  (await list(query)).items.map(({ action }) => action);

/** One transaction each, so that their times differ. */
async function record(...what: [AuditAction, target: string][]): Promise<void> {
  const log = api.app.get(AuditLog);
  for (const [action, id] of what) {
    await api.database.withTenant(tenantId, (tx) =>
      log.record(tx, systemActor('scheduler'), { action, target: { kind: 'account', id } }),
    );
  }
}

describe('GET /audit', () => {
  it('lists the newest first, page by page, each entry once', async () => {
    const log = api.app.get(AuditLog);
    // The same transaction, so the same time: the id decides.
    await api.database.withTenant(tenantId, async (tx) => {
      for (const id of ['1', '2', '3']) {
        const target = { kind: 'account', id } as const;
        await log.record(tx, systemActor('x'), { action: 'account.created', target });
      }
    });
    await record(['account.updated', '4'], ['account.deleted', '5']);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: AuditPage = await list(`?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      seen.push(...page.items.map(({ target }) => target.id));
      cursor = page.next_cursor;
    }
    expect(seen).toEqual(['5', '4', '3', '2', '1']);
  });

  it('filters by actor, action, target and time', async () => {
    await record(['account.suspended', 'a'], ['account.resumed', 'a'], ['account.suspended', 'b']);
    const revoke = await api.call('POST', '/api/v1/tokens', {
      token,
      body: { name: 'x', scopes: ['Resource:read'] },
    });
    expect(revoke.status).toBe(201);
    expect(await actions('?actor=scheduler')).toHaveLength(3);
    expect(await actions('?action=account.suspended')).toHaveLength(2);
    expect(await actions('?target_kind=account&target_id=a')).toEqual([
      'account.resumed',
      'account.suspended',
    ]);
    expect(await actions('?target_kind=token')).toEqual(['token.created']);
    const { items } = await list('?target_id=b');
    const { occurred_at: at } = items[0]!;
    const after = new Date(Date.parse(at) + 1).toISOString();
    expect(await actions(`?target_id=b&from=${at}&to=${after}`)).toHaveLength(1);
    expect(await actions(`?target_id=b&to=${at}`)).toHaveLength(0);
    expect(await actions(`?target_id=b&from=${after}`)).toHaveLength(0);
  });

  it.each(['?action=account.eaten', '?from=yesterday', '?cursor=x', '?colour=red'])(
    'refuses what it cannot answer: %s',
    async (query) => {
      const answer = await api.call('GET', `/api/v1/audit${query}`, { token });
      expect([answer.status, answer.body.type]).toEqual([400, 'validation-failed']);
    },
  );

  it('shows nothing of another tenant', async () => {
    await record(['account.suspended', 'a']);
    const other = await api.addToken(await api.addTenant(), ['Audit:read']);
    expect((await list('', other)).items).toEqual([]);
  });
});

describe('a token', () => {
  it('is recorded with who made and revoked it, never itself', async () => {
    const made = await api.call('POST', '/api/v1/tokens', {
      token,
      body: { name: 'dashboard', scopes: ['Resource:read'], expires_at: '2099-01-01T00:00:00Z' },
    });
    const revoked = await api.call('DELETE', `/api/v1/tokens/${made.body.id}`, { token });
    expect([made.status, revoked.status]).toEqual([201, 204]);
    const { items } = await list();
    expect(items).toMatchObject([
      {
        action: 'token.revoked',
        target: { kind: 'token', id: made.body.id, name: 'dashboard' },
        request_id: revoked.headers['x-request-id'],
      },
      {
        action: 'token.created',
        actor: {
          kind: 'token',
          id: expect.any(String) as string,
          name: 'a token',
        },
        target: { kind: 'token', id: made.body.id, name: 'dashboard' },
        outcome: 'done',
        changes: {
          scopes: { from: null, to: ['Resource:read'] },
          expires_at: { from: null, to: '2099-01-01T00:00:00Z' },
        },
        request_id: made.headers['x-request-id'],
        client_address: '127.0.0.1',
      },
    ]);
    expect(JSON.stringify(items)).not.toContain(made.body.token);
  });

  it('that was revoked before is not recorded again', async () => {
    const { body } = await api.call('POST', '/api/v1/tokens', {
      token,
      body: { name: 'x', scopes: ['Resource:read'] },
    });
    await api.call('DELETE', `/api/v1/tokens/${body.id}`, { token });
    await api.call('DELETE', `/api/v1/tokens/${body.id}`, { token });
    expect(await actions('?action=token.revoked')).toHaveLength(1);
  });
});

describe('annotations', () => {
  const write = (body: object, headers: Record<string, string>): Promise<Answer> =>
    api.call('PUT', `/api/v1/cloud/resources/${rows.vmId}/annotations`, { token, body, headers });

  it('are recorded with what they were and are', async () => {
    await write({ owner: 'ann', labels: { a: '1' } }, { 'if-match': '*' });
    await write({ owner: 'bob', labels: { a: '1' } }, { 'if-match': '"v1"' });
    const { items } = await list('?action=annotation.updated');
    expect(items).toMatchObject([
      {
        target: { kind: 'annotation', id: rows.vmId, name: 'web-1' },
        changes: { owner: { from: 'ann', to: 'bob' } },
      },
      { changes: { owner: { from: null, to: 'ann' }, labels: { from: {}, to: { a: '1' } } } },
    ]);
    expect(Object.keys(items[0]!.changes!)).toEqual(['owner']);
  });

  it('that were not stored are not recorded', async () => {
    expect((await write({ owner: 'ann' }, { 'if-match': '"v7"' })).status).toBe(412);
    expect(await actions()).toEqual([]);
  });
});

describe('a write that is not allowed', () => {
  it('is recorded, with who tried and what', async () => {
    const reader = await api.addToken(tenantId, ['Resource:read']);
    const path = `/api/v1/cloud/accounts/${rows.accountId}`;
    const answer = await api.call('DELETE', `${path}?confirm=x`, { token: reader });
    expect(answer.status).toBe(403);
    expect((await list()).items).toMatchObject([
      {
        action: 'access.refused',
        outcome: 'refused',
        actor: { kind: 'token', name: 'a token' },
        target: { kind: 'route', id: 'DELETE /api/v1/cloud/accounts/:id', name: path },
        reason: answer.body.detail,
        request_id: answer.headers['x-request-id'],
      },
    ]);
  });

  it('is recorded also where the route is, but not what was asked of it', async () => {
    const body = { name: 'x', scopes: ['Ops:manage'] };
    const own = await api.addToken(tenantId, ['Access:manage']);
    expect((await api.call('POST', '/api/v1/tokens', { token: own, body })).status).toBe(403);
    expect((await list()).items).toMatchObject([{ target: { id: 'POST /api/v1/tokens' } }]);
  });

  it('is not confused with a read', async () => {
    const reader = await api.addToken(tenantId, ['Resource:read']);
    const answer = await api.call('GET', '/api/v1/cloud/accounts', { token: reader });
    expect(answer.status).toBe(403);
    expect(await actions()).toEqual([]);
  });
});
