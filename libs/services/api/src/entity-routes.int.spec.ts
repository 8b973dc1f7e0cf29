import { Controller } from '@nestjs/common';
import { createAccount, discoverAccount, updateAccount } from '@skyledger/contracts';
import { Database } from '@skyledger/database';
import { OnRequest } from '@skyledger/messaging';
import type { z } from 'zod';
import { BUILT_IN_ROLES } from './auth/built-in-roles';
import { INHERITED } from './auth/permission';
import { entitySchema } from './entities/entity.schema';
import { type Answer, type ApiHarness, startApi } from './testing/api-harness';
import { type EntityTree, insertEntityTree } from './testing/entity-tree';

const NOBODYS = '0198a000-0000-7000-8000-00000000ffff';

/** Does to accounts what the accounts service does, as far as entities go. */
@Controller()
class Accounts {
  constructor(private readonly database: Database) {}

  @OnRequest(createAccount)
  async create(
    request: z.infer<typeof createAccount.request>,
  ): Promise<z.infer<typeof createAccount.response>> {
    const { tenantId, accountId, entityId } = request;
    await this.database.withTenant(tenantId, (tx) =>
      tx.query(
        `INSERT INTO cloud_accounts (tenant_id, id, provider, name, native_account_id, status, schedule, created_by, entity_id)
         VALUES ($1, $2, 'hetzner', 'new', $2::uuid::text, 'active', '{"kind": "manual"}', 'test', $3)`,
        [tenantId, accountId, entityId],
      ),
    );
    return { accountId, runId: accountId, warnings: [] };
  }

  @OnRequest(updateAccount)
  async update({
    tenantId,
    accountId,
    changes,
  }: z.infer<typeof updateAccount.request>): Promise<{ version: string }> {
    await this.database.withTenant(tenantId, (tx) =>
      tx.query('UPDATE cloud_accounts SET entity_id = $2 WHERE id = $1', [
        accountId,
        changes.entityId,
      ]),
    );
    return { version: '2' };
  }

  @OnRequest(discoverAccount)
  async discover({
    accountId,
  }: z.infer<typeof discoverAccount.request>): Promise<{ runId: string }> {
    return { runId: accountId };
  }
}

let api: ApiHarness;
let tenantId: string;
let tree: EntityTree;
let admin: string;
let leftAdmin: string;

beforeAll(async () => {
  api = await startApi({ responders: [Accounts] });
});
afterAll(() => api?.stop());
beforeEach(async () => {
  tenantId = await api.addTenant();
  tree = await insertEntityTree(api.database, tenantId);
  admin = await api.addToken(tenantId, BUILT_IN_ROLES.admin);
  leftAdmin = await api.addToken(tenantId, BUILT_IN_ROLES.admin, tree.left);
});

type Method = Parameters<ApiHarness['call']>[0];
const ask = (
  method: Method,
  path: string,
  { token = admin, body, ifMatch = '*' }: { token?: string; body?: unknown; ifMatch?: string } = {},
): Promise<Answer> =>
  api.call(method, `/api/v1/${path}`, { token, body, headers: { 'if-match': ifMatch } });
const add = (body: object, token = admin): Promise<Answer> =>
  ask('POST', 'entities', { body, token });

describe('entities', () => {
  it('begin with a root of the tenant’s name, and grow below it', async () => {
    const root = await ask('GET', `entities/${tenantId}`);
    expect(root.body).toMatchObject({ id: tenantId, parent_id: null, name: 'a tenant' });
    const { status, body, headers } = await add({ name: ' Payments ', kind: 'team' });
    expect(status).toBe(201);
    expect(entitySchema.parse(body)).toEqual(body);
    expect(body).toMatchObject({ name: 'Payments', kind: 'team', parent_id: tenantId });
    expect(headers).toMatchObject({ location: `/api/v1/entities/${body.id}`, etag: '"v1"' });
    const below = await ask('GET', `entities?parent_id=${tenantId}`);
    const names = below.body.items.map((item: { name: string }) => item.name);
    expect(names.sort()).toEqual(['Payments', 'left', 'right']);
  });

  it('are listed and shown where access may be read, and are not there elsewhere', async () => {
    const { body } = await ask('GET', 'entities', { token: leftAdmin });
    const ids = body.items.map((item: { id: string }) => item.id);
    expect(ids.sort()).toEqual([tree.left, tree.leaf].sort());
    expect((await ask('GET', `entities/${tree.leaf}`, { token: leftAdmin })).status).toBe(200);
    for (const method of ['GET', 'PATCH', 'DELETE'] as const) {
      const answer = await ask(method, `entities/${tree.right}`, { token: leftAdmin });
      expect([method, answer.status]).toEqual([method, 404]);
    }
  });

  it('change in the version that was read', async () => {
    const change = (ifMatch: string): Promise<Answer> =>
      ask('PATCH', `entities/${tree.leaf}`, { body: { name: 'renamed', kind: 'x' }, ifMatch });
    const changed = await change('"v1"');
    expect([changed.status, changed.headers['etag']]).toEqual([200, '"v2"']);
    expect(changed.body).toMatchObject({ name: 'renamed', kind: 'x', parent_id: tree.left });
    expect((await change('"v1"')).body).toMatchObject({ type: 'version-mismatch', version: '2' });
    const cleared = await ask('PATCH', `entities/${tree.leaf}`, { body: { kind: null } });
    expect(cleared.body).toMatchObject({ name: 'renamed', kind: null });
    const missing = await api.call('PATCH', `/api/v1/entities/${tree.leaf}`, {
      token: admin,
      body: { name: 'x' },
    });
    expect(missing.status).toBe(428);
  });

  it('move, but never below themselves, also when two move at once', async () => {
    const move = (id: string, parentId: string): Promise<Answer> =>
      ask('PATCH', `entities/${id}`, { body: { parent_id: parentId } });
    for (const below of [tree.left, tree.leaf]) {
      expect((await move(tree.left, below)).body.type).toBe('entity-cycle');
    }
    expect((await move(tenantId, tree.left)).body.type).toBe('root-entity');
    const both = await Promise.all([move(tree.left, tree.right), move(tree.right, tree.left)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { body } = await ask('GET', 'entities');
    expect(body.items).toHaveLength(4);
  });

  it('move only between entities on which access may be managed', async () => {
    const move = (id: string, parentId: string): Promise<Answer> =>
      ask('PATCH', `entities/${id}`, { body: { parent_id: parentId }, token: leftAdmin });
    const moved = await move(tree.leaf, tree.right);
    expect([moved.status, moved.body.errors[0].field]).toEqual([422, 'parent_id']);
    expect((await move(tree.left, tenantId)).status).toBe(200);
    expect((await move(tree.leaf, tenantId)).status).toBe(403);
    expect((await add({ name: 'x' }, leftAdmin)).status).toBe(403);
    expect((await add({ name: 'x', parent_id: NOBODYS })).status).toBe(422);
    expect((await add({ name: 'x', parent_id: tree.leaf }, leftAdmin)).status).toBe(201);
  });

  it('move only for who holds there all that others could gain by it', async () => {
    const mover = await api.addToken(tenantId, ['Access:read', 'Access:manage']);
    const body = { parent_id: tree.right };
    const refused = await ask('PATCH', `entities/${tree.leaf}`, { body, token: mover });
    expect([refused.status, refused.body.detail]).toEqual([
      403,
      expect.stringContaining('CloudConnector:manage'),
    ]);
    const named = { body: { name: 'x', parent_id: tree.left }, token: mover };
    expect((await ask('PATCH', `entities/${tree.leaf}`, named)).status).toBe(200);
    const whole = await api.addToken(tenantId, INHERITED);
    expect((await ask('PATCH', `entities/${tree.leaf}`, { body, token: whole })).status).toBe(200);
  });

  it('are deleted when nothing hangs on them', async () => {
    const remove = (id: string): Promise<Answer> => ask('DELETE', `entities/${id}`);
    expect((await remove(tenantId)).body.type).toBe('root-entity');
    expect((await remove(tree.left)).body).toMatchObject({
      status: 409,
      type: 'entity-in-use',
      attached: { entities: 1, accounts: 0, tokens: 1 },
    });
    expect((await remove(tree.leaf)).body.attached).toMatchObject({ accounts: 1 });
    const { body } = await add({ name: 'empty' });
    expect((await remove(body.id)).status).toBe(204);
    expect((await remove(body.id)).status).toBe(404);
  });
});

describe('accounts', () => {
  const move = (id: string, entityId: string, token: string): Promise<Answer> =>
    ask('PATCH', `cloud/accounts/${id}`, { body: { entity_id: entityId }, token });
  const create = (entityId: string | undefined, token: string): Promise<Answer> =>
    ask('POST', 'cloud/accounts', {
      token,
      body: {
        name: 'new',
        provider: 'hetzner',
        credentials: { api_token: 'x'.repeat(64) },
        entity_id: entityId,
      },
    });

  it('are moved between entities on both of which they may be managed', async () => {
    const { accountId } = tree.ofLeaf;
    const moved = await move(accountId, tree.left, leftAdmin);
    expect([moved.status, moved.body.entity_id]).toEqual([200, tree.left]);
    expect((await move(accountId, tree.right, leftAdmin)).status).toBe(422);
    expect((await move(accountId, tenantId, leftAdmin)).status).toBe(403);
    expect((await move(tree.ofRight.accountId, tree.left, leftAdmin)).status).toBe(404);
    expect((await move(accountId, NOBODYS, admin)).body.errors[0].field).toBe('entity_id');
    expect((await move(accountId, tree.right, admin)).body.entity_id).toBe(tree.right);
  });

  it('are added to an entity on which they may be managed', async () => {
    expect((await create(undefined, admin)).body.entity_id).toBe(tenantId);
    expect((await create(tree.leaf, leftAdmin)).body.entity_id).toBe(tree.leaf);
    const root = await create(undefined, leftAdmin);
    expect([root.status, root.body.errors[0].field]).toEqual([403, 'entity_id']);
    expect((await create(tree.right, leftAdmin)).status).toBe(422);
  });

  it('are discovered by who may only do that', async () => {
    const runner = await api.addToken(tenantId, ['CloudConnector:run'], tree.left);
    const discover = async (accountId: string): Promise<number> =>
      (await ask('POST', `cloud/accounts/${accountId}/discover`, { token: runner })).status;
    expect(await discover(tree.ofLeaf.accountId)).toBe(202);
    expect(await discover(tree.ofRight.accountId)).toBe(404);
  });
});

describe('resources', () => {
  const annotate = (id: string, body: object, token: string): Promise<Answer> =>
    ask('PUT', `cloud/resources/${id}/annotations`, { body, token });

  it('are moved between entities on both of which they may be annotated', async () => {
    const { vmId } = tree.ofLeaf;
    expect((await annotate(vmId, { entity_id: tree.right }, leftAdmin)).status).toBe(422);
    expect((await annotate(vmId, { entity_id: tenantId }, leftAdmin)).status).toBe(403);
    const moved = await annotate(vmId, { entity_id: tree.left }, leftAdmin);
    expect([moved.status, moved.body.entity_id]).toEqual([200, tree.left]);
    expect((await annotate(tree.ofRight.vmId, { owner: 'me' }, leftAdmin)).status).toBe(404);

    expect((await annotate(vmId, { entity_id: tree.right }, admin)).status).toBe(200);
    expect((await annotate(vmId, { owner: 'me' }, leftAdmin)).status).toBe(404);
  });

  it('go back only where they may be annotated', async () => {
    const { vmId } = tree.ofRight;
    await annotate(vmId, { entity_id: tree.left }, admin);
    const kept = await annotate(vmId, { entity_id: tree.left, owner: 'us' }, leftAdmin);
    expect([kept.status, kept.body.owner]).toEqual([200, 'us']);
    expect((await annotate(vmId, {}, leftAdmin)).status).toBe(422);
    expect((await annotate(vmId, {}, admin)).body.entity_id).toBeNull();
  });
});

describe('tokens', () => {
  const mint = (body: object, token: string): Promise<Answer> =>
    ask('POST', 'tokens', { body: { name: 'x', scopes: ['Resource:read'], ...body }, token });

  it('hold on their entity and below, where their maker holds as much', async () => {
    const made = await mint({ entity_id: tree.leaf }, leftAdmin);
    expect([made.status, made.body.entity_id]).toEqual([201, tree.leaf]);
    const { body } = await ask('GET', 'cloud/resources', { token: made.body.token });
    expect(body.items).toHaveLength(2);
    expect((await mint({}, leftAdmin)).status).toBe(403);
    expect((await mint({ entity_id: tree.right }, leftAdmin)).status).toBe(422);
    const weak = await api.addToken(tenantId, ['Access:manage', 'Resource:read'], tree.left);
    const more = { entity_id: tree.left, scopes: ['CloudConnector:read'] };
    expect((await mint(more, weak)).status).toBe(403);
    expect((await mint({ entity_id: tree.left }, weak)).status).toBe(201);
  });

  it('are listed and revoked where access may be managed', async () => {
    const { body: others } = await mint({ entity_id: tree.right }, admin);
    const { body: ours } = await mint({ entity_id: tree.leaf }, admin);
    const { text } = await ask('GET', 'tokens', { token: leftAdmin });
    expect(text).toContain(ours.id);
    expect(text).not.toContain(others.id);
    const revoke = async (id: string): Promise<number> =>
      (await ask('DELETE', `tokens/${id}`, { token: leftAdmin })).status;
    expect(await revoke(others.id)).toBe(404);
    expect(await revoke(ours.id)).toBe(204);
  });

  it('need the root for what belongs to no entity', async () => {
    const { status, body } = await ask('POST', 'agents', {
      token: leftAdmin,
      body: { agent_key: 'a', hostname: 'a' },
    });
    expect([status, body.detail]).toEqual([403, expect.stringContaining('root')]);
  });
});
