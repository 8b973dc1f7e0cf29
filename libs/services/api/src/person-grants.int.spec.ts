import { Controller } from '@nestjs/common';
import { startOnboarding } from '@skyledger/contracts';
import { Database } from '@skyledger/database';
import { OnRequest } from '@skyledger/messaging';
import type { z } from 'zod';
import { BUILT_IN_ROLES } from './auth/built-in-roles';
import type { Answer } from './testing/api-harness';
import { beginSession } from './testing/begin-session';
import { type EntityTree, insertEntityTree } from './testing/entity-tree';
import { later, People } from './testing/people';

/** Begins sessions as the accounts service does. */
@Controller()
class Accounts {
  constructor(private readonly database: Database) {}

  @OnRequest(startOnboarding)
  async start(
    request: z.infer<typeof startOnboarding.request>,
  ): Promise<z.infer<typeof startOnboarding.response>> {
    return beginSession(this.database, request);
  }
}

let people: People;
let tree: EntityTree;

beforeAll(async () => {
  people = await People.start([Accounts]);
});
afterAll(() => people?.stop());
beforeEach(async () => {
  await people.beginTenant();
  tree = await insertEntityTree(people.api.database, people.tenantId);
});
afterEach(() => jest.restoreAllMocks());

describe('role bindings', () => {
  it('of the person and of the groups add up', async () => {
    await people.bind({ role: 'viewer' });
    await people.bind({
      subject_kind: 'group',
      subject: 'ops',
      role: 'operator',
      entity_id: tree.left,
    });
    const { body: role } = await people.api.call('POST', '/api/v1/roles', {
      token: people.admin,
      body: { name: 'keeper', permissions: ['CloudConnector:manage'] },
    });
    await people.bind({
      subject_kind: 'group',
      subject: 'ops',
      role: role.id,
      entity_id: tree.left,
    });
    await people.bind({ subject: 'ops', role: 'admin' });
    await people.bind({ subject_kind: 'group', subject: 'anna', role: 'admin' });
    const { body } = await people.me(await people.tokenOf({ groups: ['ops', 'others'] }));
    const grants = body.grants.map(({ entity_id, permissions }: Answer['body']) => [
      entity_id,
      permissions.sort(),
    ]);
    expect(Object.fromEntries(grants)).toEqual({
      [people.tenantId]: [...BUILT_IN_ROLES.viewer].sort(),
      [tree.left]: [...BUILT_IN_ROLES.operator, 'CloudConnector:manage'].sort(),
    });
  });

  it('on several entities: 403 where one may read and not do, 404 where not even that', async () => {
    await people.bind({ role: 'viewer', entity_id: tree.right });
    await people.bind({
      subject_kind: 'group',
      subject: 'ops',
      role: 'operator',
      entity_id: tree.leaf,
    });
    const token = await people.tokenOf({ groups: ['ops'] });
    const annotate = async (id: string): Promise<number> =>
      (
        await people.api.call('PUT', `/api/v1/cloud/resources/${id}/annotations`, {
          token,
          body: { owner: 'us' },
          headers: { 'if-match': '*' },
        })
      ).status;
    expect(await annotate(tree.ofLeaf.vmId)).toBe(200);
    expect(await annotate(tree.ofRight.vmId)).toBe(403);
    const only = await people.tokenOf({ sub: 'berta', groups: ['ops'] });
    const seen = async (as: string): Promise<string[]> =>
      (await people.get('cloud/accounts', as)).body.items
        .map(({ id }: { id: string }) => id)
        .sort();
    expect(await seen(token)).toEqual([tree.ofLeaf.accountId, tree.ofRight.accountId].sort());
    expect(await seen(only)).toEqual([tree.ofLeaf.accountId]);
    expect((await people.get(`cloud/accounts/${tree.ofRight.accountId}`, only)).status).toBe(404);
  });

  it('of another tenant are not counted', async () => {
    const otherTenantId = await people.api.addTenant();
    const otherAdmin = await people.api.addToken(otherTenantId, BUILT_IN_ROLES.admin);
    await people.bind({ role: 'admin' }, otherAdmin);
    expect((await people.me(await people.tokenOf())).body.grants).toEqual([]);
    expect(
      (await people.me(await people.tokenOf({ tenant: otherTenantId }))).body.grants,
    ).toHaveLength(1);
  });

  it('that are deleted no longer count, in other processes after two seconds', async () => {
    const token = await people.tokenOf();
    const { body: binding } = await people.bind({ role: 'viewer' });
    expect((await people.get('cloud/accounts', token)).status).toBe(200);
    await people.api.call('DELETE', `/api/v1/role-bindings/${binding.id}`, { token: people.admin });
    expect((await people.get('cloud/accounts', token)).status).toBe(403);
    await people.bind({ role: 'viewer' });
    expect((await people.get('cloud/accounts', token)).status).toBe(200);
    await people.api.database.withTenant(people.tenantId, (tx) =>
      tx.query('DELETE FROM role_bindings'),
    );
    later(2_001);
    expect((await people.get('cloud/accounts', token)).status).toBe(403);
  });
});

it('names the person in the audit log', async () => {
  await people.bind({ role: 'admin' });
  const { body } = await people.api.call('POST', '/api/v1/entities', {
    token: await people.tokenOf(),
    body: { name: 'Payments' },
  });
  expect(body.created_by).toBe('Anna Berg');
  const entries = await people.get('audit?actor=anna', people.admin);
  expect(entries.body.items[0]).toMatchObject({
    action: 'entity.created',
    actor: { kind: 'user', id: 'anna', name: 'Anna Berg' },
  });
});

it('lets a person go on with an onboarding session on another device, and nobody else', async () => {
  await people.bind({ role: 'admin' });
  await people.bind({ subject: 'berta', role: 'admin' });
  const begun = await people.api.call('POST', '/api/v1/cloud/onboarding-sessions', {
    token: await people.tokenOf({ jti: 'laptop' }),
  });
  expect(begun.status).toBe(201);
  const path = `cloud/onboarding-sessions/${begun.body.id}`;
  expect(
    (await people.get(path, await people.tokenOf({ jti: 'phone', name: 'Anna' }))).status,
  ).toBe(200);
  const listed = await people.get(
    'cloud/onboarding-sessions',
    await people.tokenOf({ jti: 'phone' }),
  );
  expect(listed.body.items).toHaveLength(1);
  expect((await people.get(path, await people.tokenOf({ sub: 'berta' }))).status).toBe(404);
  expect((await people.get(path, people.admin)).status).toBe(404);
});
