import { Controller } from '@nestjs/common';
import { startOnboarding } from '@skyledger/contracts';
import { Database } from '@skyledger/database';
import { OnRequest } from '@skyledger/messaging';
import type { z } from 'zod';
import { BUILT_IN_ROLES } from './auth/built-in-roles';
import { type Answer, type ApiHarness, startApi } from './testing/api-harness';
import { type EntityTree, insertEntityTree } from './testing/entity-tree';
import { type IdentityProvider, startIdentityProvider } from './testing/identity-provider';

/** Begins sessions as the accounts service does. */
@Controller()
class Accounts {
  constructor(private readonly database: Database) {}

  @OnRequest(startOnboarding)
  async start(
    request: z.infer<typeof startOnboarding.request>,
  ): Promise<z.infer<typeof startOnboarding.response>> {
    const { tenantId, sessionId, owner, actor } = request;
    await this.database.withTenant(tenantId, (tx) =>
      tx.query(
        `INSERT INTO onboarding_sessions (tenant_id, id, owner, account_id, created_by, expires_at)
         VALUES ($1, $2, $3, gen_random_uuid(), $4, now() + interval '7 days')`,
        [tenantId, sessionId, owner, actor],
      ),
    );
    return { sessionId };
  }
}

let provider: IdentityProvider;
let api: ApiHarness;
let tenantId: string;
let tree: EntityTree;
let admin: string;

beforeAll(async () => {
  provider = await startIdentityProvider();
  api = await startApi({ settings: provider.settings, responders: [Accounts] });
});
afterAll(async () => {
  await api?.stop();
  await provider?.stop();
});
beforeEach(async () => {
  tenantId = await api.addTenant();
  tree = await insertEntityTree(api.database, tenantId);
  admin = await api.addToken(tenantId, BUILT_IN_ROLES.admin);
});
afterEach(() => jest.restoreAllMocks());

const tokenOf = (claims: object = {}, header = {}): Promise<string> =>
  provider.tokenOf({ sub: 'anna', tenant: tenantId, name: 'Anna Berg', ...claims }, header);
const get = (path: string, token: string): Promise<Answer> =>
  api.call('GET', `/api/v1/${path}`, { token });
const me = (token: string): Promise<Answer> => get('me', token);
const bind = async (body: object, token = admin): Promise<Answer> =>
  api.call('POST', '/api/v1/role-bindings', {
    token,
    body: { subject_kind: 'user', subject: 'anna', ...body },
  });
/** As it is for this process so long from now. */
const later = (milliseconds: number): void => {
  const now = Date.now.bind(Date);
  jest.spyOn(Date, 'now').mockImplementation(() => now() + milliseconds);
};

describe('role bindings', () => {
  it('of the person and of the groups add up', async () => {
    await bind({ role: 'viewer' });
    await bind({ subject_kind: 'group', subject: 'ops', role: 'operator', entity_id: tree.left });
    const { body: role } = await api.call('POST', '/api/v1/roles', {
      token: admin,
      body: { name: 'keeper', permissions: ['CloudConnector:manage'] },
    });
    await bind({ subject_kind: 'group', subject: 'ops', role: role.id, entity_id: tree.left });
    await bind({ subject: 'ops', role: 'admin' });
    await bind({ subject_kind: 'group', subject: 'anna', role: 'admin' });
    const { body } = await me(await tokenOf({ groups: ['ops', 'others'] }));
    const grants = body.grants.map(({ entity_id, permissions }: Answer['body']) => [
      entity_id,
      permissions.sort(),
    ]);
    expect(Object.fromEntries(grants)).toEqual({
      [tenantId]: [...BUILT_IN_ROLES.viewer].sort(),
      [tree.left]: [...BUILT_IN_ROLES.operator, 'CloudConnector:manage'].sort(),
    });
  });

  it('on several entities: 403 where one may read and not do, 404 where not even that', async () => {
    await bind({ role: 'viewer', entity_id: tree.right });
    await bind({ subject_kind: 'group', subject: 'ops', role: 'operator', entity_id: tree.leaf });
    const token = await tokenOf({ groups: ['ops'] });
    const annotate = async (id: string): Promise<number> =>
      (
        await api.call('PUT', `/api/v1/cloud/resources/${id}/annotations`, {
          token,
          body: { owner: 'us' },
          headers: { 'if-match': '*' },
        })
      ).status;
    expect(await annotate(tree.ofLeaf.vmId)).toBe(200);
    expect(await annotate(tree.ofRight.vmId)).toBe(403);
    const only = await tokenOf({ sub: 'berta', groups: ['ops'] });
    const seen = async (as: string): Promise<string[]> =>
      (await get('cloud/accounts', as)).body.items.map(({ id }: { id: string }) => id).sort();
    expect(await seen(token)).toEqual([tree.ofLeaf.accountId, tree.ofRight.accountId].sort());
    expect(await seen(only)).toEqual([tree.ofLeaf.accountId]);
    expect((await get(`cloud/accounts/${tree.ofRight.accountId}`, only)).status).toBe(404);
  });

  it('of another tenant are not counted', async () => {
    const otherTenantId = await api.addTenant();
    const otherAdmin = await api.addToken(otherTenantId, BUILT_IN_ROLES.admin);
    await bind({ role: 'admin' }, otherAdmin);
    expect((await me(await tokenOf())).body.grants).toEqual([]);
    expect((await me(await tokenOf({ tenant: otherTenantId }))).body.grants).toHaveLength(1);
  });

  it('that are deleted no longer count, in other processes after two seconds', async () => {
    const token = await tokenOf();
    const { body: binding } = await bind({ role: 'viewer' });
    expect((await get('cloud/accounts', token)).status).toBe(200);
    await api.call('DELETE', `/api/v1/role-bindings/${binding.id}`, { token: admin });
    expect((await get('cloud/accounts', token)).status).toBe(403);
    await bind({ role: 'viewer' });
    expect((await get('cloud/accounts', token)).status).toBe(200);
    await api.database.withTenant(tenantId, (tx) => tx.query('DELETE FROM role_bindings'));
    later(2_001);
    expect((await get('cloud/accounts', token)).status).toBe(403);
  });
});

it('names the person in the audit log', async () => {
  await bind({ role: 'admin' });
  const { body } = await api.call('POST', '/api/v1/entities', {
    token: await tokenOf(),
    body: { name: 'Payments' },
  });
  expect(body.created_by).toBe('Anna Berg');
  const entries = await get('audit?actor=anna', admin);
  expect(entries.body.items[0]).toMatchObject({
    action: 'entity.created',
    actor: { kind: 'user', id: 'anna', name: 'Anna Berg' },
  });
});

it('lets a person go on with an onboarding session on another device, and nobody else', async () => {
  await bind({ role: 'admin' });
  await bind({ subject: 'berta', role: 'admin' });
  const begun = await api.call('POST', '/api/v1/cloud/onboarding-sessions', {
    token: await tokenOf({ jti: 'laptop' }),
  });
  expect(begun.status).toBe(201);
  const path = `cloud/onboarding-sessions/${begun.body.id}`;
  expect((await get(path, await tokenOf({ jti: 'phone', name: 'Anna' }))).status).toBe(200);
  const listed = await get('cloud/onboarding-sessions', await tokenOf({ jti: 'phone' }));
  expect(listed.body.items).toHaveLength(1);
  expect((await get(path, await tokenOf({ sub: 'berta' }))).status).toBe(404);
  expect((await get(path, admin)).status).toBe(404);
});
