import type { OpenAPIObject } from '@nestjs/swagger';
import { openApiDocument } from './api-application';
import { DEFAULT_TENANT_ID } from './auth/principal';
import { SCOPES } from './auth/scope';
import { type ApiHarness, startApi } from './testing/api-harness';
import { insertLedgerRows, type LedgerRows } from './testing/ledger-rows';
import { TokensService } from './tokens/tokens.service';

interface Route {
  method: 'GET' | 'POST' | 'DELETE';
  path: string;
  /** As the documentation tells it. */
  scope: string;
}

/** Every route of the description, so that a new one is in the matrix without being added to it. */
function routesOf(document: OpenAPIObject): Route[] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations as Record<string, { description?: string }>).map(
      ([method, { description = '' }]) => ({
        method: method.toUpperCase() as Route['method'],
        path,
        scope: /Needs the scope `(\w+)`/.exec(description)?.[1] ?? 'undecided',
      }),
    ),
  );
}

let api: ApiHarness;
let routes: Route[];
let rows: LedgerRows;

beforeAll(async () => {
  api = await startApi();
  routes = routesOf(openApiDocument(api.app));
  rows = await insertLedgerRows(api.database, await api.addTenant());
});

afterAll(() => api?.stop());

/** The path with the ids of things that another tenant has. */
const othersPath = (path: string): string =>
  path
    .replace('/accounts/{id}', `/accounts/${rows.accountId}`)
    .replace('/resources/{id}', `/resources/${rows.vmId}`)
    .replace('/findings/{id}', `/findings/${rows.findingId}`)
    .replace('/runs/{id}', `/runs/${rows.runId}`)
    .replace('/tokens/{id}', `/tokens/${rows.accountId}`);

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
  expect(routes.filter(({ scope }) => !SCOPES.some((each) => each === scope))).toEqual([]);
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

it('refuses each route to a token without its scope', async () => {
  const tenantId = await api.addTenant();
  for (const { method, path, scope } of routes) {
    const token = await api.addToken(
      tenantId,
      SCOPES.filter((each) => each !== scope),
    );
    const answer = await api.call(method, othersPath(path), { token });
    expect([path, answer.status, answer.body.type]).toEqual([path, 403, 'forbidden']);
  }
});

it('shows nothing of another tenant on any route', async () => {
  const token = await api.addToken(await api.addTenant(), SCOPES);
  const confirm = '?confirm=Production';
  for (const { method, path, scope } of routes) {
    if (scope === 'ops') continue;
    const url = othersPath(path);
    const query = method === 'DELETE' && path.includes('accounts') ? confirm : '';
    if (path.includes('{id}')) {
      // Requests to the services are answered by those; here the row itself must not be found.
      if (method === 'POST') continue;
      const answer = await api.call(method, url + query, { token });
      expect([path, answer.status, answer.body.type]).toEqual([path, 404, 'not-found']);
    } else if (method === 'GET') {
      const { status, text } = await api.call(method, url, { token });
      expect(status).toBe(200);
      for (const id of [rows.accountId, rows.runId, rows.agentId]) expect(text).not.toContain(id);
    }
  }
});

it('keeps the queues, which all tenants share, to the tenant that operates them', async () => {
  const tokens = api.app.get(TokensService);
  await tokens.ensureDefaultTenant();
  const ours = await api.addToken(DEFAULT_TENANT_ID, ['ops']);
  const theirs = await api.addToken(await api.addTenant(), ['ops']);
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
