import type { OpenAPIObject } from '@nestjs/swagger';
import { openApiDocument } from './api-application';
import { DEFAULT_TENANT_ID } from './auth/principal';
import { BUILT_IN_ROLES } from './auth/built-in-roles';
import { type Permission, PERMISSIONS, TENANT_WIDE } from './auth/permission';
import { type ApiHarness, startApi } from './testing/api-harness';
import { type EntityTree, insertEntityTree } from './testing/entity-tree';
import { type IdentityProvider, startIdentityProvider } from './testing/identity-provider';
import { insertLedgerRows, type LedgerRows } from './testing/ledger-rows';
import { ROUTE_DECISIONS } from './testing/route-decisions';
import { TokensService } from './tokens/tokens.service';

interface Route {
  method: Parameters<ApiHarness['call']>[0];
  path: string;
  /** As the documentation tells it. */
  permission: string;
}

/** Every route of the description, so that a new one is in the matrix without being added to it. */
function routesOf(document: OpenAPIObject): Route[] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations as Record<string, { description?: string }>).map(
      ([method, { description = '' }]) => ({
        method: method.toUpperCase() as Route['method'],
        path,
        permission: permissionIn(description),
      }),
    ),
  );
}

function permissionIn(description: string): string {
  if (description.includes('Needs no permission but a token')) return 'authenticated';
  return /Needs the permission `([\w:]+)`/.exec(description)?.[1] ?? 'undecided';
}

let provider: IdentityProvider;
let api: ApiHarness;
let routes: Route[];
let otherTenantId: string;
let otherRows: LedgerRows;

beforeAll(async () => {
  provider = await startIdentityProvider();
  api = await startApi({ settings: provider.settings });
  routes = routesOf(openApiDocument(api.app));
  otherTenantId = await api.addTenant();
  otherRows = await insertLedgerRows(api.database, otherTenantId);
});

afterAll(async () => {
  await api?.stop();
  await provider?.stop();
});

/** The path with the ids of things that another tenant has, or another entity. */
const othersPath = (path: string, rows = otherRows, othersTenantId = otherTenantId): string =>
  path
    .replace('/accounts/{id}', `/accounts/${rows.accountId}`)
    .replace('/onboarding-sessions/{id}', `/onboarding-sessions/${rows.sessionId}`)
    .replace('/organizations/{id}', `/organizations/${rows.organizationId}`)
    .replace('/resources/{id}', `/resources/${rows.vmId}`)
    .replace('/findings/{id}', `/findings/${rows.findingId}`)
    .replace('/runs/{id}', `/runs/${rows.runId}`)
    .replace('/entities/{id}', `/entities/${othersTenantId}`)
    .replace('/aws/trust-template', `/aws/trust-template?account=${rows.accountId}`)
    .replace(/\/(roles|role-bindings|tokens)\/{id}/, `/$1/${rows.accountId}`);

/** Whether the route is about one thing, which may not be there. */
const namesSomething = (path: string): boolean =>
  path.includes('{id}') || path.endsWith('/trust-template');

it('describes every route that the server has', () => {
  const paths = [...new Set(routes.map(({ path }) => path))];
  expect(paths.length).toBeGreaterThan(15);
  const tree = api.app.getHttpAdapter().getInstance();
  for (const { method, path } of routes) {
    const url = path.replace('{id}', ':id');
    expect(tree.hasRoute({ method, url })).toBe(true);
  }
});

it('has a decision about who may call each route', () => {
  expect(
    Object.fromEntries(
      routes.map(({ method, path, permission }) => [
        `${method} ${path.replace('/api/v1/', '')}`,
        permission,
      ]),
    ),
  ).toEqual(ROUTE_DECISIONS);
});

it('asks for a token on each route', async () => {
  for (const { method, path } of routes) {
    const answer = await api.call(method, othersPath(path), {
      body: method === 'POST' ? {} : undefined,
    });
    expect([path, answer.status]).toEqual([path, 401]);
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  }
});

it.each(['Bearer wrong', 'Bearer', 'Basic c2t5OmxlZGdlcg==', 'Bearer a b'])(
  'does not take %p for a token',
  async (authorization) => {
    const answer = await api.call('GET', '/api/v1/cloud/accounts', { headers: { authorization } });
    expect(answer.status).toBe(401);
  },
);

it('refuses each route to a token without its permission', async () => {
  const tenantId = await api.addTenant();
  for (const { method, path, permission } of routes) {
    if (permission === 'authenticated') continue;
    const token = await api.addToken(
      tenantId,
      PERMISSIONS.filter((each) => each !== permission),
    );
    const answer = await api.call(method, othersPath(path), { token });
    expect([path, answer.status, answer.body.type]).toEqual([path, 403, 'forbidden']);
  }
});

it('shows nothing of another tenant on any route', async () => {
  const token = await api.addToken(await api.addTenant(), PERMISSIONS);
  const confirm = '?confirm=Production';
  for (const { method, path, permission } of routes) {
    if (permission === 'Ops:manage') continue;
    const url = othersPath(path);
    const query = method === 'DELETE' && path.includes('accounts') ? confirm : '';
    if (namesSomething(path)) {
      // Requests to the services are answered by those; here the row itself must not be found.
      if (method === 'POST') continue;
      const answer = await api.call(method, url + query, { token });
      expect([path, answer.status, answer.body.type]).toEqual([path, 404, 'not-found']);
    } else if (method === 'GET') {
      const { status, text } = await api.call(method, url, { token });
      expect(status).toBe(200);
      for (const id of [otherRows.accountId, otherRows.runId, otherRows.agentId])
        expect(text).not.toContain(id);
    }
  }
});

/** A body that no route takes, so that nothing is done where the request is let through. */
const REFUSED = { no_route: 'takes this' };

/** A person's token, whom a token of the API gave the role. */
async function addPerson(role: string): Promise<string> {
  const tenant = await api.addTenant();
  const { status } = await api.call('POST', '/api/v1/role-bindings', {
    token: await api.addToken(tenant, PERMISSIONS),
    body: { subject_kind: 'group', subject: 'team', role },
  });
  expect(status).toBe(201);
  return provider.tokenOf({ sub: 'anna', tenant, groups: ['team'] });
}

const ROLES = Object.keys(BUILT_IN_ROLES) as (keyof typeof BUILT_IN_ROLES)[];

it.each(ROLES.flatMap((role) => [[role, 'token'] as const, [role, 'person'] as const]))(
  'lets a %s call what the role allows, and nothing else, by a %s',
  async (role, by) => {
    const permissions = BUILT_IN_ROLES[role];
    const token =
      by === 'token'
        ? await api.addToken(await api.addTenant(), permissions)
        : await addPerson(role);
    const allowed: readonly string[] = ['authenticated', ...permissions];
    for (const { method, path, permission } of routes) {
      // Takes no body, and is answered by a service.
      const begins = method === 'POST' && path.endsWith('/onboarding-sessions');
      if (begins && allowed.includes(permission)) continue;
      const body = method === 'GET' || method === 'DELETE' ? undefined : REFUSED;
      const { status } = await api.call(method, othersPath(path), { token, body });
      const through = namesSomething(path) ? 404 : method === 'GET' ? 200 : 400;
      const expected = allowed.includes(permission) && permission !== 'Ops:manage' ? through : 403;
      expect([method, path, status]).toEqual([method, path, expected]);
    }
  },
);

describe('of another entity of the same tenant', () => {
  let tree: EntityTree;
  let token: string;

  beforeAll(async () => {
    const tenantId = await api.addTenant();
    tree = await insertEntityTree(api.database, tenantId);
    token = await api.addToken(tenantId, PERMISSIONS, tree.left);
  });

  it('nothing is shown or done on any route', async () => {
    const { ofRight, right } = tree;
    for (const { method, path, permission } of routes) {
      // A session belongs to who began it, whatever his entities.
      if (path.includes('onboarding-sessions')) continue;
      const body = method === 'GET' || method === 'DELETE' ? undefined : REFUSED;
      const url = othersPath(path, ofRight, right);
      const { status, text } = await api.call(method, url, { token, body });
      const through = namesSomething(path) ? 404 : method === 'GET' ? 200 : 400;
      const expected = TENANT_WIDE.has(permission as Permission) ? 403 : through;
      expect([method, path, status]).toEqual([method, path, expected]);
      for (const id of [ofRight.accountId, ofRight.runId, ofRight.agentId, right]) {
        expect(text).not.toContain(id);
      }
    }
  });
});

it('keeps the queues, which all tenants share, to the tenant that operates them', async () => {
  const tokens = api.app.get(TokensService);
  await tokens.ensureDefaultTenant();
  const ours = await api.addToken(DEFAULT_TENANT_ID, ['Ops:manage']);
  const theirs = await api.addToken(await api.addTenant(), ['Ops:manage']);
  const path = '/api/v1/ops/dead-letters';
  expect((await api.call('GET', path, { token: ours })).status).toBe(200);
  expect((await api.call('GET', path, { token: theirs })).status).toBe(403);
});

describe("the administrator's token of the configuration", () => {
  const read = async (token: string): Promise<number> =>
    (await api.call('GET', '/api/v1/cloud/accounts', { token })).status;

  it('opens the API; when it changes, the one before is revoked', async () => {
    const tokens = api.app.get(TokensService);
    await Promise.all([1, 2, 3].map(() => tokens.ensureBootstrapToken('first-admin-token')));
    await tokens.ensureBootstrapToken('first-admin-token');
    expect(await read('first-admin-token')).toBe(200);
    await tokens.ensureBootstrapToken('second-admin-token');
    expect(await read('second-admin-token')).toBe(200);
    expect(await read('first-admin-token')).toBe(401);
    await tokens.ensureBootstrapToken('first-admin-token');
    expect(await read('first-admin-token')).toBe(200);
    expect(await read('second-admin-token')).toBe(401);
  });
});
