import { BUILT_IN_ROLES } from './auth/built-in-roles';
import { roleBindingSchema } from './role-bindings/role-binding.schema';
import { roleSchema } from './roles/role.schema';
import { type Answer, type ApiHarness, startApi } from './testing/api-harness';
import { type EntityTree, insertEntityTree } from './testing/entity-tree';

const NOBODYS = '0198a000-0000-7000-8000-00000000ffff';
const READER = { name: 'reader', permissions: ['Resource:read'] };

let api: ApiHarness;
let tenantId: string;
let tree: EntityTree;
let admin: string;
let leftAdmin: string;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api?.stop());
beforeEach(async () => {
  tenantId = await api.addTenant();
  tree = await insertEntityTree(api.database, tenantId);
  admin = await api.addToken(tenantId, BUILT_IN_ROLES.admin);
  leftAdmin = await api.addToken(tenantId, BUILT_IN_ROLES.admin, tree.left);
});

const ask = (
  method: Parameters<ApiHarness['call']>[0],
  path: string,
  { token = admin, body, ifMatch = '*' }: { token?: string; body?: unknown; ifMatch?: string } = {},
): Promise<Answer> =>
  api.call(method, `/api/v1/${path}`, { token, body, headers: { 'if-match': ifMatch } });
const addRole = (body: object = READER, token = admin): Promise<Answer> =>
  ask('POST', 'roles', { body, token });
const bind = (body: object, token = admin): Promise<Answer> =>
  ask('POST', 'role-bindings', {
    token,
    body: { subject_kind: 'group', subject: 'team', role: 'viewer', ...body },
  });
const audited = async (action: string): Promise<Answer['body'][]> =>
  (await ask('GET', `audit?action=${action}`)).body.items;

async function pages(path: string): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: Answer = await ask('GET', `${path}${cursor && `&cursor=${cursor}`}`);
    seen.push(...page.body.items.map((item: { id: string }) => item.id));
    cursor = page.body.next_cursor;
  }
  return seen;
}

describe('roles', () => {
  it('begin with the built-in ones, which nobody can change', async () => {
    const { body } = await ask('GET', 'roles');
    expect(body.items).toMatchObject(
      Object.entries(BUILT_IN_ROLES).map(([id, permissions]) => ({
        id,
        built_in: true,
        permissions,
      })),
    );
    expect((await ask('GET', 'roles/viewer')).body.permissions).toEqual(BUILT_IN_ROLES.viewer);
    const changed = await ask('PATCH', 'roles/viewer', { body: { permissions: ['Audit:read'] } });
    expect([changed.status, changed.body.type]).toEqual([409, 'built-in-role']);
    expect((await ask('DELETE', 'roles/admin')).body.type).toBe('built-in-role');
    expect((await addRole({ ...READER, name: ' Admin' })).body.errors[0].field).toBe('name');
  });

  it('are made, shown and listed page by page', async () => {
    const { status, body, headers } = await addRole({ ...READER, description: 'reads' });
    expect(status).toBe(201);
    expect(roleSchema.parse(body)).toEqual(body);
    expect(headers).toMatchObject({ location: `/api/v1/roles/${body.id}`, etag: '"v1"' });
    expect((await ask('GET', `roles/${body.id}`)).body).toEqual(body);
    const second = await addRole({ ...READER, name: 'second' });
    const ids = [...Object.keys(BUILT_IN_ROLES), body.id, second.body.id];
    for (const limit of [1, 2, 3, 4]) expect(await pages(`roles?limit=${limit}`)).toEqual(ids);
    expect((await addRole()).body).toMatchObject({ status: 409, type: 'role-exists' });
    expect(await audited('role.created')).toHaveLength(2);
  });

  it('change in the version that was read', async () => {
    const { body: role } = await addRole();
    await addRole({ ...READER, name: 'other' });
    const change = (body: object, ifMatch = '*'): Promise<Answer> =>
      ask('PATCH', `roles/${role.id}`, { body, ifMatch });
    const changed = await change({ permissions: ['CloudConnector:read'] }, '"v1"');
    expect([changed.status, changed.headers['etag']]).toEqual([200, '"v2"']);
    expect(changed.body).toMatchObject({ name: 'reader', permissions: ['CloudConnector:read'] });
    expect((await change({ name: 'x' }, '"v1"')).status).toBe(412);
    expect((await change({ name: 'other' })).body.type).toBe('role-exists');
    expect((await audited('role.updated'))[0].changes).toEqual({
      permissions: { from: ['Resource:read'], to: ['CloudConnector:read'] },
    });
  });

  it('are deleted when they are not bound', async () => {
    const { body: role } = await addRole();
    const { body: binding } = await bind({ role: role.id });
    const refused = await ask('DELETE', `roles/${role.id}`);
    expect(refused.body).toMatchObject({ status: 409, type: 'role-in-use', bindings: 1 });
    expect((await ask('DELETE', `role-bindings/${binding.id}`)).status).toBe(204);
    expect((await ask('DELETE', `roles/${role.id}`)).status).toBe(204);
    expect((await ask('DELETE', `roles/${role.id}`)).status).toBe(404);
    expect(await audited('role.deleted')).toHaveLength(1);
  });

  it('belong to the root: below it they are read, and not changed', async () => {
    const { body: role } = await addRole();
    expect((await ask('GET', `roles/${role.id}`, { token: leftAdmin })).status).toBe(200);
    const body = { name: 'x' };
    expect((await ask('PATCH', `roles/${role.id}`, { token: leftAdmin, body })).status).toBe(403);
    expect((await ask('DELETE', `roles/${role.id}`, { token: leftAdmin })).status).toBe(403);
    expect((await addRole(READER, leftAdmin)).status).toBe(403);
    const blind = await api.addToken(tenantId, ['Access:manage'], tree.left);
    expect((await ask('PATCH', `roles/${role.id}`, { token: blind, body })).status).toBe(404);
    const other = await api.addToken(await api.addTenant(), BUILT_IN_ROLES.admin);
    expect((await ask('GET', `roles/${role.id}`, { token: other })).status).toBe(404);
  });

  it('get no more than who makes or changes them holds', async () => {
    const weak = await api.addToken(tenantId, ['Access:manage', 'Access:read', 'Resource:read']);
    const more = { ...READER, permissions: ['Resource:read', 'CloudConnector:manage'] };
    const made = await addRole(more, weak);
    expect([made.status, made.body.errors[0].field]).toEqual([403, 'permissions']);
    const { body: role } = await addRole(READER, weak);
    const change = (permissions: string[], token: string): Promise<Answer> =>
      ask('PATCH', `roles/${role.id}`, { body: { permissions }, token });
    expect((await change(more.permissions, weak)).status).toBe(403);
    expect((await change(more.permissions, admin)).status).toBe(200);
    // What others put in may stay, or be taken out.
    expect((await change(['CloudConnector:manage'], weak)).status).toBe(200);
  });
});

describe('role bindings', () => {
  it('are made once, listed by what they say, and deleted', async () => {
    const { status, body } = await bind({ entity_id: tree.leaf });
    expect(status).toBe(201);
    expect(roleBindingSchema.parse(body)).toEqual(body);
    expect(body).toMatchObject({ role: 'viewer', role_name: 'viewer', entity_id: tree.leaf });
    expect((await bind({ entity_id: tree.leaf })).body.type).toBe('role-binding-exists');
    const { body: role } = await addRole();
    const own = await bind({ subject_kind: 'user', role: role.id });
    expect(own.body).toMatchObject({ role: role.id, role_name: 'reader', entity_id: tenantId });

    const all = [body.id, own.body.id];
    expect(await pages('role-bindings?limit=1')).toEqual(all);
    expect(await pages('role-bindings?subject=team')).toEqual(all);
    expect(await pages('role-bindings?subject=tea')).toEqual([]);
    expect(await pages('role-bindings?subject_kind=user')).toEqual([own.body.id]);
    expect(await pages(`role-bindings?role=${role.id}`)).toEqual([own.body.id]);
    expect(await pages(`role-bindings?entity_id=${tree.left}`)).toEqual([body.id]);

    const remove = (): Promise<Answer> => ask('DELETE', `role-bindings/${body.id}`);
    expect((await remove()).status).toBe(204);
    expect((await remove()).status).toBe(404);
    expect((await audited('role_binding.deleted'))[0]).toMatchObject({
      target: { id: body.id, name: 'team' },
      changes: { role: { from: 'viewer', to: null } },
    });
    expect(await audited('role_binding.created')).toHaveLength(2);
  });

  it('give no more than who makes them holds on the entity', async () => {
    const viewer = BUILT_IN_ROLES.viewer;
    const weak = await api.addToken(tenantId, ['Access:manage', ...viewer], tree.left);
    expect((await bind({ entity_id: tree.leaf }, weak)).status).toBe(201);
    expect((await bind({ entity_id: tree.leaf, role: 'operator' }, weak)).status).toBe(403);
    expect((await bind({}, weak)).status).toBe(403);
    expect((await bind({ entity_id: tree.right }, weak)).status).toBe(422);
    const { body: role } = await addRole({ name: 'adder', permissions: ['CloudConnector:manage'] });
    expect((await bind({ entity_id: tree.leaf, role: role.id }, weak)).status).toBe(403);
    const blind = await api.addToken(tenantId, viewer, tree.left);
    expect((await bind({ entity_id: tree.leaf }, blind)).status).toBe(403);
  });

  it('are seen and deleted where access may be read and managed', async () => {
    const { body: ours } = await bind({ entity_id: tree.leaf });
    const { body: others } = await bind({ entity_id: tree.right });
    const { text } = await ask('GET', 'role-bindings', { token: leftAdmin });
    expect(text).toContain(ours.id);
    expect(text).not.toContain(others.id);
    const remove = async (id: string, token: string): Promise<number> =>
      (await ask('DELETE', `role-bindings/${id}`, { token })).status;
    expect(await remove(others.id, leftAdmin)).toBe(404);
    const reader = await api.addToken(tenantId, ['Access:read']);
    expect(await remove(ours.id, reader)).toBe(403);
    expect(await remove(ours.id, leftAdmin)).toBe(204);
  });

  it.each([
    ['role', { role: 'owner' }, 400],
    ['role', { role: NOBODYS }, 422],
    ['entity_id', { entity_id: NOBODYS }, 422],
    ['subject', { subject: '' }, 400],
    ['subject', { subject: 'a\u0000b' }, 400],
    ['subject_kind', { subject_kind: 'token' }, 400],
  ])('name what there is: %s %j', async (field, body, status) => {
    const answer = await bind(body);
    expect([answer.status, answer.body.errors[0].field]).toEqual([status, field]);
  });
});
