import { eventually } from '@skyledger/testing';
import { encodeCursor } from './paging/cursor';
import { BUILT_IN_ROLES } from './auth/built-in-roles';
import { type ApiHarness, startApi } from './testing/api-harness';

let api: ApiHarness;
let token: string;

beforeAll(async () => {
  api = await startApi();
  token = await api.addToken(await api.addTenant(), BUILT_IN_ROLES.admin);
});

afterAll(() => api?.stop());

const problem = async (
  method: 'GET' | 'POST',
  path: string,
  options: Parameters<ApiHarness['call']>[2] = {},
): Promise<Awaited<ReturnType<ApiHarness['call']>>> => {
  const answer = await api.call(method, path, { token, ...options });
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(answer.body).toMatchObject({
    type: expect.any(String),
    title: expect.any(String),
    status: answer.status,
  });
  return answer;
};

it.each(['/api/v1/nothing', '/nothing', '/api/v1/cloud/accounts/a/b/c'])(
  'answers 404 for the unknown route %s',
  async (path) => {
    expect((await problem('GET', path)).status).toBe(404);
  },
);

it.each(['/api/v1/%zz', '/api/v1/cloud/accounts/%ff'])(
  'answers %s with a problem',
  async (path) => {
    expect((await problem('GET', path)).status).toBeLessThan(500);
  },
);

it.each([
  'cloud/accounts/1',
  'cloud/runs/not-a-uuid',
  'cloud/resources/0',
  'cloud/resources/-1',
  'cloud/resources/99999999999999999999',
  'cloud/resources/1e3/history',
  'cloud/findings/x',
])('answers 404 for the id in %s, which cannot be one', async (path) => {
  const { status, body } = await problem('GET', `/api/v1/${path}`);
  expect([status, body.type]).toEqual([404, 'not-found']);
});

it.each<[string, string]>([
  ['cloud/resources?limit=0', 'limit'],
  ['cloud/resources?limit=501', 'limit'],
  ['cloud/resources?limit=x', 'limit'],
  ['cloud/resources?cursor=x', 'cursor'],
  [`cloud/resources?cursor=${encodeCursor('runs', ['1'])}`, 'cursor'],
  [`cloud/resources?cursor=${encodeCursor('resources', ["1'; --"])}`, 'cursor'],
  [`cloud/resources?cursor=${encodeCursor('resources', ['1', '2'])}`, 'cursor'],
  ['cloud/resources?type=asset', 'type'],
  ['cloud/resources?provider=cloudy', 'provider'],
  ['cloud/resources?has_agent=yes', 'has_agent'],
  ['cloud/resources?account_id=1', 'account_id'],
  ['cloud/resources?tag=environment', 'tag'],
  ['cloud/resources?colour=red', 'colour'],
  ['cloud/findings?severity=bad', 'severity'],
  ['cloud/findings?resource_id=x', 'resource_id'],
  ['cloud/runs?status=done', 'status'],
  ['cloud/runs?limit=1&limit=2', 'limit'],
])('names the parameter that is wrong in %s', async (path, field) => {
  const { status, body } = await problem('GET', `/api/v1/${path}`);
  expect([status, body.errors.map((error: { field: string }) => error.field)]).toEqual([
    400,
    [field],
  ]);
});

it('refuses JSON that is none', async () => {
  const { status, body } = await problem('POST', '/api/v1/tokens', { body: '{"name":' });
  expect([status, body.type]).toEqual([400, 'bad-request']);
});

it.each(['{"__proto__": {"name": "x"}}', '{"constructor": {"prototype": {}}}'])(
  'refuses %s',
  async (body) => {
    expect((await problem('POST', '/api/v1/tokens', { body })).status).toBe(400);
  },
);

it('refuses a body that is no JSON by type', async () => {
  const { status } = await problem('POST', '/api/v1/tokens', {
    body: 'name=x',
    headers: { 'content-type': 'application/xml' },
  });
  expect(status).toBe(415);
});

it('refuses a body over 1 MiB', async () => {
  const body = JSON.stringify({ name: 'x'.repeat(1024 * 1024) });
  const { status, body: answer } = await problem('POST', '/api/v1/tokens', { body });
  expect([status, answer.type]).toEqual([413, 'body-too-large']);
});

it('names the body where there is none', async () => {
  const { body } = await problem('POST', '/api/v1/tokens', {
    headers: { 'content-type': 'application/json' },
  });
  expect(body.status).toBe(400);
});

it('answers 503 while the database is away, and works again when it is back', async () => {
  api.network.cut();
  try {
    const { status, body, headers } = await problem('GET', '/api/v1/cloud/accounts');
    expect([status, body.type, headers['retry-after']]).toEqual([503, 'unavailable', '5']);
  } finally {
    api.network.resume();
  }
  await eventually(async () => {
    expect((await api.call('GET', '/api/v1/cloud/accounts', { token })).status).toBe(200);
  });
});

describe('documentation', () => {
  it('describes the API for programs, to everybody', async () => {
    const { status, body } = await api.call('GET', '/api/v1/openapi.json');
    expect(status).toBe(200);
    expect(body.openapi).toMatch(/^3\./);
    expect(Object.keys(body.components.schemas)).toEqual(
      expect.arrayContaining(['Account', 'Resource', 'Finding', 'Run', 'Problem']),
    );
  });

  it('refers to nothing that is not there', async () => {
    const { body, text } = await api.call('GET', '/api/v1/openapi.json');
    const names = [...text.matchAll(/#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !(name! in body.components.schemas))).toEqual([]);
  });

  it('gives an example of every body and answer', async () => {
    const { body } = await api.call('GET', '/api/v1/openapi.json');
    const without: string[] = [];
    for (const [path, operations] of Object.entries<Record<string, never>>(body.paths)) {
      for (const [method, operation] of Object.entries<{
        summary?: string;
        requestBody?: { content: Record<string, { schema: Described }> };
        responses: Record<string, { content?: Record<string, { schema: Described }> }>;
      }>(operations)) {
        const good = Object.entries(operation.responses).filter(([status]) => status < '300');
        const schemas = [operation.requestBody, ...good.map(([, response]) => response)]
          .flatMap((part) => Object.values(part?.content ?? {}))
          .map(({ schema }) => schema);
        if (
          operation.summary === undefined ||
          !schemas.every((schema) => hasExample(schema, body))
        ) {
          without.push(`${method} ${path}`);
        }
      }
    }
    expect(without).toEqual([]);
  });

  it('serves pages for people', async () => {
    const page = await api.call('GET', '/api/docs');
    expect([page.status, page.headers['content-type']]).toEqual([
      200,
      expect.stringContaining('text/html'),
    ]);
    const script = await api.call('GET', '/api/docs/swagger-ui-bundle.js');
    expect(script.status).toBe(200);
  });
});

interface Described {
  example?: unknown;
  $ref?: string;
}

function hasExample(
  schema: Described,
  document: { components: { schemas: Record<string, Described> } },
): boolean {
  const name = schema.$ref?.split('/').at(-1);
  const target = name === undefined ? schema : document.components.schemas[name];
  return target?.example !== undefined;
}
