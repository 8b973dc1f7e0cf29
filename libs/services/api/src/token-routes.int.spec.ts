import { eventually } from '@skyledger/testing';
import { BUILT_IN_ROLES } from './auth/built-in-roles';
import { type Answer, type ApiHarness, startApi } from './testing/api-harness';
import { type EntityTree, insertEntityTree } from './testing/entity-tree';

let api: ApiHarness;
let tenantId: string;
let tree: EntityTree;
let admin: string;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api?.stop());
beforeEach(async () => {
  tenantId = await api.addTenant();
  tree = await insertEntityTree(api.database, tenantId);
  admin = await api.addToken(tenantId, BUILT_IN_ROLES.admin);
});

const make = (body: object, token = admin): Promise<Answer> =>
  api.call('POST', '/api/v1/tokens', {
    token,
    body: { name: 'x', scopes: ['Resource:read'], ...body },
  });
const inHours = (hours: number): string => new Date(Date.now() + hours * 3_600_000).toISOString();

it('makes no token that outlasts it', async () => {
  const scopes = BUILT_IN_ROLES.admin;
  const { token } = (await make({ scopes, expires_at: inHours(1) })).body as { token: string };
  for (const more of [{}, { expires_at: null }, { expires_at: inHours(2) }]) {
    const { status, body } = await make(more, token);
    expect([status, body.errors]).toEqual([
      403,
      [{ field: 'expires_at', expected: expect.stringContaining('a time not after') as string }],
    ]);
  }
  expect((await make({ expires_at: inHours(0.5) }, token)).status).toBe(201);
  expect((await make({ expires_at: inHours(2) })).status).toBe(201);
});

it('makes none once it was revoked, though this process may accept it for a moment', async () => {
  const { body: maker } = await make({ scopes: BUILT_IN_ROLES.admin });
  const token = maker.token as string;
  expect((await api.call('GET', '/api/v1/me', { token })).status).toBe(200);
  await api.database.withTenant(tenantId, (tx) =>
    tx.query('UPDATE api_tokens SET revoked_at = now() WHERE id = $1', [maker.id]),
  );
  expect((await make({}, token)).status).toBe(401);
});

it('hangs on an entity that nobody deletes meanwhile', async () => {
  const { body: maker } = await make({ scopes: BUILT_IN_ROLES.admin });
  const token = maker.token as string;
  await api.call('GET', '/api/v1/me', { token });
  const making = await api.database.withTenant(tenantId, async (tx) => {
    await tx.query('SELECT FROM api_tokens WHERE id = $1 FOR UPDATE', [maker.id]);
    const answer = make({ entity_id: tree.leaf }, token);
    await eventually(async () => {
      expect(await tx.query('SELECT FROM pg_locks WHERE NOT granted')).not.toEqual([]);
    });
    const deletion = api.database.withTenant(tenantId, (other) =>
      other.query('SELECT FROM entities WHERE id = $1 FOR UPDATE NOWAIT', [tree.leaf]),
    );
    await expect(deletion).rejects.toMatchObject({ code: '55P03' });
    return { answer };
  });
  expect((await making.answer).status).toBe(201);
});
